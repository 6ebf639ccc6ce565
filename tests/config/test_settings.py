import json
import stat
from pathlib import Path

import pytest

from labeler.config import locations, paths
from labeler.config.settings import SETTINGS, load_settings


def test_every_default_is_a_value_of_its_setting(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "none.json")
    assert settings.notice == ""
    for setting in SETTINGS:
        assert settings.get(setting.key) == setting.default
        assert setting.help.endswith(".")


def test_what_is_set_is_there_again_and_private(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.json"
    settings = load_settings(file)
    settings.set("theme", "dark")
    settings.set("recent", ["postgresql://anna:geheim@host/db", "a.labeler"])
    again = load_settings(file)
    assert again.get("theme") == "dark"
    assert again.get("recent") == ["postgresql://anna:***@host/db", "a.labeler"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "geheim" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b'{"theme": ' + b"[" * 100_000])
def test_a_bad_file_gives_the_defaults_and_a_notice_and_is_kept(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    settings = load_settings(file)
    assert str(file) in settings.notice
    assert settings.get("reading_size") == 18
    assert file.read_bytes() == content
    settings.set("reading_size", 20)
    assert (tmp_path / "settings.unreadable.json").read_bytes() == content
    assert load_settings(file).get("reading_size") == 20


def test_values_of_a_wrong_kind_are_ignored_and_refused(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "pink", "reading_size": True, "recent": [1], "future": 1}), encoding="utf-8")
    settings = load_settings(file)
    assert [settings.get(key) for key in ("theme", "reading_size", "recent")] == ["system", 18, []]
    for key, value in (("theme", "pink"), ("reading_size", 500), ("reopen", 1), ("recent", "x"), ("least_score", "1")):
        with pytest.raises(ValueError, match=key):
            settings.set(key, value)
    with pytest.raises(KeyError):
        settings.get("nothing")
    settings.set("least_score", 1)
    # What a newer version keeps in the file stays.
    assert json.loads(file.read_bytes())["future"] == 1


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://u:p@h/d", "postgresql://u:***@h/d"),
        ("postgres://u:p@a@ss@h/d", "postgres://u:***@h/d"),
        ("postgresql+psycopg://u:@h/d", "postgresql+psycopg://u:***@h/d"),
        ("postgresql://h/d?user=u&password=secret&x=1", "postgresql://h/d?user=u&password=***&x=1"),
        ("postgresql://u@h/d", "postgresql://u@h/d"),
        ("/home/u:p@h/x.labeler", "/home/u:p@h/x.labeler"),
    ],
)
def test_passwords_are_not_shown(given: str, shown: str) -> None:
    assert locations.without_password(f"at {given} end") == f"at {shown} end"


def test_what_ships_is_found() -> None:
    assert paths.default_scheme().is_file()
    assert (paths.seeds() / "manifest.toml").is_file()


def test_a_frozen_program_has_its_own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_an_installed_wheel_has_them_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site" / "labeler"
    (package / "_share" / "seeds").mkdir(parents=True)
    (package.parent / "resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.seeds() == package / "_share" / "seeds"
    with pytest.raises(FileNotFoundError):
        paths.resources()
