import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from labeler.config import logs
from labeler.domain.errors import LabelerError


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    file = logs.start_logging(tmp_path / "state" / "labeler.log")
    yield file
    logs.stop_logging()


def test_the_log_is_private_and_holds_no_text_and_no_password(log: Path) -> None:
    logger = logging.getLogger("labeler.somewhere")
    refusal = LabelerError("undecodable", file="The minister")
    refusal.__cause__ = ValueError("The minister said a secret thing")
    try:
        raise refusal
    except LabelerError:
        logger.exception("while opening %s", "postgresql://u:geheim@h/d")
    try:
        Path("/nonexistent/file").read_bytes()
    except OSError:
        logger.exception("reading")
    text = log.read_text(encoding="utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert "minister" not in text
    assert "geheim" not in text
    assert "ValueError" in text
    assert "undecodable" in text
    assert "No such file" in text
    assert "test_logs.py" in text


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    logs.start_logging(tmp_path / "file" / "labeler.log")
    logging.getLogger("labeler").error("nothing happens")
    logs.stop_logging()


def test_a_file_that_cannot_be_written_does_not_break_the_work(tmp_path: Path) -> None:
    logs.start_logging(tmp_path)
    logging.getLogger("labeler").error("nothing happens")
    logs.stop_logging()
