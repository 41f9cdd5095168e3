"""The code's own version: another release, or another setting, draws other pages."""

import hashlib
from functools import lru_cache
from pathlib import Path

import django
from django.conf import settings

DRAWN_BY = {".py", ".html", ".css", ".js", ".svg", ".png", ".mo"}
FOLDERS = ["portal", "articles", "comments", "templates", "static"]
SAID_BY = ("SITE_", "LANGUAGE_", "TIME_ZONE", "COMMENTS_", "STATIC_URL", "MEDIA_URL")


def release() -> str:
    """Names the code and the settings that public pages are drawn by; the same in every process."""
    digest = _digest.__wrapped__ if settings.DEBUG else _digest
    return digest(settings.BASE_DIR)


@lru_cache
def _digest(base: Path) -> str:
    digest = hashlib.blake2b(django.__version__.encode(), digest_size=12)
    for folder in FOLDERS:
        for path in sorted((base / folder).rglob("*")):
            if path.suffix in DRAWN_BY and "__pycache__" not in path.parts:
                digest.update(path.relative_to(base).as_posix().encode() + b"\0")
                digest.update(path.read_bytes())
    for name in sorted(dir(settings)):
        if name.startswith(SAID_BY):
            digest.update(f"{name}={getattr(settings, name)!r}\0".encode())
    if settings.SITE_LOGO:
        digest.update(settings.SITE_LOGO.read_bytes())
    return digest.hexdigest()
