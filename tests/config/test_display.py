import sys
from pathlib import Path

import pytest

from labeler.config import display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays are looked for on Linux only")


def test_without_a_display_one_sentence_says_so() -> None:
    assert "no display" in display.fault({})
    assert "no display" in display.fault({"QT_QPA_PLATFORM": "xcb"})


def test_a_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "missing", lambda _libraries: "")
    assert "':4242'" in display.fault({"DISPLAY": ":4242"})
    assert display.fault({"DISPLAY": ":4242", "WAYLAND_DISPLAY": "wayland-0"}) == ""
    assert display.fault({"QT_QPA_PLATFORM": "offscreen"}) == ""


def test_a_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    real = display.ctypes.CDLL

    def load(name: str) -> object:
        if name.startswith("libxcb-cursor"):
            raise OSError(name)
        return real(None)

    monkeypatch.setattr(display.ctypes, "CDLL", load)
    monkeypatch.setattr(display, "answers", lambda _display: True)
    fault = display.fault({"DISPLAY": ":0"})
    assert "libxcb-cursor.so.0" in fault
    assert "apt install libxcb-cursor0" in fault
    assert display.fault({"QT_QPA_PLATFORM": "offscreen"}) == ""


def test_forms_of_display_that_are_not_known_are_left_to_qt(tmp_path: Path) -> None:
    assert display.answers(f"{tmp_path}/socket")
    assert not display.answers("127.0.0.1:3999")
