"""Install the wheel in an empty environment and run the demo from it: `python packaging/try_wheel.py`.

Proves that resources, seeds, migrations and weights travel with the wheel: nothing of the checkout can be seen.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = [sys.executable, "-m", "uv"]


def main() -> int:
    """Return 0 if the demo runs from the wheel and its project and export verify."""
    with tempfile.TemporaryDirectory(prefix="labeler-wheel-") as temporary:
        home = Path(temporary)
        bin_folder = home / "env" / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([*UV, "build", "--quiet", "--wheel", "--out-dir", home, ROOT], check=True)
        (wheel,) = home.glob("*.whl")
        subprocess.run([*UV, "venv", "--quiet", "--python", sys.executable, home / "env"], check=True)
        subprocess.run([*UV, "pip", "install", "--quiet", "--python", bin_folder / "python", wheel], check=True)
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        settings = {**clean, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home)}
        began = time.monotonic()
        for words in (["--version"], ["demo", "--headless", "--to", str(home / "sample")]):
            subprocess.run([bin_folder / "labeler", *words], check=True, env=settings, cwd=home)
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.2f} MB; demo {time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
