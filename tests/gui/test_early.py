"""Modules of pages that are not shown yet are imported one by one, and none of them brings the heavy libraries."""

import subprocess
import sys

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from labeler.gui.early import MODULES, Early


def test_modules_come_one_by_one_until_all_are_there(qtbot: QtBot) -> None:
    names = ["labeler.gui.review.page", "labeler.gui.agreement.page"]
    owner = QObject()
    early = Early(owner, names)
    assert not early.ready
    early.start()
    qtbot.waitUntil(lambda: early.ready, timeout=20_000)
    assert set(names) <= sys.modules.keys()


def test_every_module_exists_and_pages_need_no_heavy_library() -> None:
    check = (
        "import sys; from importlib import import_module; from labeler.gui.early import MODULES\n"
        "[import_module(one) for one in MODULES]\n"
        "print(sorted({'numpy', 'scipy', 'spacy'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
    assert len(MODULES) == len(set(MODULES))
