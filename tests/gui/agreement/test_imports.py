"""The page and the figures that were kept are shown without what measures: importing that takes long."""

import subprocess
import sys

SHOWN = """
import sys
import labeler.gui.agreement.page
import labeler.services.agreement_kept
print(*{name.partition(".")[0] for name in sys.modules} & {"numpy", "scipy", "spacy"})
"""


def test_the_page_and_kept_figures_need_nothing_that_measures() -> None:
    out = subprocess.run([sys.executable, "-c", SHOWN], capture_output=True, text=True, check=True)
    assert out.stdout.split() == []
