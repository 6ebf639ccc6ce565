"""Try a built folder: `python packaging/smoke.py FOLDER`. Runs the demo, opens the window offscreen, prints figures."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Return 0 if demo, verification and window work."""
    program = Path(sys.argv[1]).resolve() / ("labeler.exe" if sys.platform == "win32" else "labeler")
    with tempfile.TemporaryDirectory(prefix="labeler-smoke-") as temporary:
        home = Path(temporary)
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        settings = {**clean, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home),
                    "QT_QPA_PLATFORM": "offscreen"}  # fmt: skip
        sample = home / "sample"
        began = time.monotonic()
        subprocess.run([program, "demo", "--headless", "--to", sample], check=True, env=settings)
        print(f"demo: {time.monotonic() - began:.1f} s")
        (project,) = sample.glob("*.labeler")
        subprocess.run([program, "verify", project], check=True, env=settings)
        began = time.time()
        shown = subprocess.run(
            [program, "open", project, "--as", "a"],
            check=True,
            env={**settings, "LABELER_PROBE": "1"},
            capture_output=True,
            text=True,
        )
        figures = json.loads(shown.stdout.strip().splitlines()[-1])
        print(f"window: up after {figures['at'] - began:.2f} s, article open after {figures['opened'] - began:.2f} s")
        return 0 if figures["spacy"] is False else 1


if __name__ == "__main__":
    sys.exit(main())
