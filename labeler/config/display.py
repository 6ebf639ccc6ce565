"""Whether a window could be opened here: found out before Qt starts, because Qt ends the program where it can't."""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
from collections.abc import Mapping

# Platforms of Qt that draw without a display.
_WITHOUT = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})
_NEEDED = ("libEGL.so.1", "libGL.so.1", "libxkbcommon.so.0", "libdbus-1.so.3", "libfontconfig.so.1")
_NEEDED_ON_X = (
    *("libxkbcommon-x11.so.0", "libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-image.so.0", "libxcb-keysyms.so.1"),
    *("libxcb-render-util.so.0", "libxcb-shape.so.0"),
)
_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
}
_X_DISPLAY = re.compile(r"^(?:unix)?(?P<host>[^:/]*):(?P<number>\d+)(?:\.\d+)?$")


def fault(environment: Mapping[str, str] = os.environ) -> str:
    """Return in one sentence why no window can be opened here, "" if it can."""
    if not sys.platform.startswith("linux"):
        return ""
    platform = environment.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    if platform in _WITHOUT:
        return missing(_NEEDED)
    wayland = environment.get("WAYLAND_DISPLAY", "")
    display = environment.get("DISPLAY", "")
    if not wayland and not display:
        return "There is no display here: the window needs one. The command line works without; see `labeler --help`."
    if platform.startswith("wayland") or (wayland and platform != "xcb"):
        return missing(_NEEDED)
    if not answers(display):
        return f"The display {display[:60]!r} does not answer, so no window can be opened."
    return missing((*_NEEDED, *_NEEDED_ON_X))


def missing(libraries: tuple[str, ...]) -> str:
    """Return a sentence that names the first library that the system lacks, "" if it has all."""
    for library in libraries:
        try:
            ctypes.CDLL(library)
        except OSError:
            return lacks(library)
    return ""


def lacks(library: str) -> str:
    """Return the sentence for a missing library, with the package that brings it."""
    package = _PACKAGES.get(library, "")
    remedy = f" Install it, on Debian and Ubuntu with `apt install {package}`." if package else " Install it."
    return f"The window needs the system library {library}, which is missing here.{remedy}"


def answers(display: str) -> bool:
    """Tell whether an X server listens at `DISPLAY`; True where its form is not known here."""
    match = _X_DISPLAY.match(display)
    if match is None:
        return True
    number = int(match["number"])
    if match["host"]:
        return _connects(socket.AF_INET, (match["host"], 6000 + number))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where every X server has its socket
    return _connects(socket.AF_UNIX, path) or _connects(socket.AF_UNIX, f"\0{path}")


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as one:
            one.settimeout(2)
            one.connect(address)
    except OSError:
        return False
    return True
