"""Build the one-folder program and try it: `python packaging/build.py [--to DIR] [--keep-symbols]`.

A fresh environment is made from requirements.lock (every file checked by its hash), the wheel is built and installed
into it, PyInstaller collects the folder DIR/labeler, and the smoke test runs the demo and opens the window from it.
Needs uv on the path or as a module of this Python.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = [sys.executable, "-m", "uv"]
# numpy's and scipy's libraries in *.libs break when stripped; these do not, and hold most of the symbols.
STRIPPED = ("spacy", "thinc", "blis", "preshed", "cymem", "murmurhash", "srsly", "sqlalchemy", "pydantic_core")


def run(*command: str | Path, **settings: str) -> None:
    """Run a command, shown first; stop where it fails."""
    print("$", *command, flush=True)
    subprocess.run([str(part) for part in command], check=True, env={**os.environ, **settings}, cwd=ROOT)


def environment(folder: Path) -> Path:
    """Make the build's environment in a folder; return its Python."""
    run(*UV, "venv", "--quiet", "--python", sys.executable, folder)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    lock = ROOT / "packaging" / "requirements.lock"
    run(*UV, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", lock)
    wheels = folder / "wheels"
    run(*UV, "build", "--quiet", "--wheel", "--out-dir", wheels, ROOT)
    run(*UV, "pip", "install", "--quiet", "--python", python, "--no-deps", *wheels.glob("*.whl"))
    return python


def strip(folder: Path) -> None:
    """Take the symbols out of the libraries that bear it (Linux)."""
    inside = folder / "_internal"
    libraries = [path for name in STRIPPED for path in (inside / name).rglob("*.so")]
    libraries += inside.glob("libpython*.so*")
    for library in libraries:
        subprocess.run(["strip", "--strip-unneeded", str(library)], check=False, capture_output=True)


def size(folder: Path) -> float:
    """Return a folder's size in MB (10^6 bytes)."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> int:
    """Build, strip, try; print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="where the folder labeler/ goes")
    parser.add_argument("--keep-symbols", action="store_true", help="do not strip the libraries")
    options = parser.parse_args()
    target = options.to.resolve()
    shutil.rmtree(target / "labeler", ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="labeler-build-") as temporary:
        python = environment(Path(temporary) / "env")
        spec = ROOT / "packaging" / "labeler.spec"
        work = Path(temporary) / "work"
        run(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", target, "--workpath", work,
            spec, LABELER_ROOT=str(ROOT))  # fmt: skip
    folder = target / "labeler"
    if sys.platform == "linux" and not options.keep_symbols:
        strip(folder)
    print(f"{folder}: {size(folder):.0f} MB")
    run(sys.executable, ROOT / "packaging" / "smoke.py", folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
