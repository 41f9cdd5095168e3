"""Smaller copies of a picture, for screens that need no more.

They lie beside the master under its random name: `…-480.webp`. They are made when the picture is
taken in; one that is missing is made again when it is asked for.
"""

import os
import re
import tempfile
from pathlib import Path

from PIL import Image as Pillow

WIDTHS = (480, 960)  # pixels; whoever needs more gets the master
QUALITY = 78
NAME = re.compile(r"(?P<stem>images/[0-9a-f]{2}/[0-9a-f]{32})-(?P<width>[0-9]{3,4})\.webp\Z")
MASTERS = (".jpg", ".png")


def name_of(master: str, width: int) -> str:
    """Where the copy of this width lies, as its master's name is in the storage."""
    return f"{master.rsplit('.', 1)[0]}-{width}.webp"


def widths_for(width: int) -> list[int]:
    """The widths in which a picture of this width has copies: smaller ones alone."""
    return [smaller for smaller in WIDTHS if smaller < width]


def make(master: Path, width: int) -> None:
    """Write the copy of this width beside its master; whole or not at all."""
    with Pillow.open(master, formats=("JPEG", "PNG")) as picture:
        picture.draft("RGB", (width, width))
        height = max(1, round(picture.height * width / picture.width))
        smaller = picture.resize((width, height), Pillow.Resampling.LANCZOS)
    handle, draft = tempfile.mkstemp(dir=master.parent, suffix=".webp")
    with os.fdopen(handle, "wb") as file:
        smaller.save(file, "WEBP", quality=QUALITY, method=2)
    os.chmod(draft, 0o644)
    os.replace(draft, master.with_name(f"{master.stem}-{width}.webp"))


def remake(root: Path, name: str) -> bool:
    """Make a copy that is asked for by its name and missing; False if there can be none."""
    asked = NAME.match(name)
    if not asked:
        return False
    for ending in MASTERS:
        master = root / f"{asked['stem']}{ending}"
        if master.is_file() and int(asked["width"]) in WIDTHS:
            make(master, int(asked["width"]))
            return True
    return False
