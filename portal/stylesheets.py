"""The style sheets: plain files under static/css, joined per page and printed into it.

A page is one response, its CSS included, and the policy in portal.headers allows exactly these
styles by their hashes. A page carries only the files it uses.
"""

import base64
import hashlib
import re
from functools import lru_cache

from django.conf import settings

BASE = ["tokens", "base", "layout", "print"]
LIST = [*BASE, "kicker", "card", "pages"]
FORM = [*BASE, "button", "notice", "comments", "form"]
SHEETS = {
    "article": [*FORM, "kicker", "article", "neighbours"],
    "thread": [*FORM, "pages"],
    "front": [*LIST, "front", "river"],
    "list": [*LIST, "river"],
    "form": FORM,
    "desk": [*FORM, "pages", "desk"],
    "plain": [*BASE, "error"],
}


def stylesheet(name: str) -> str:
    """One page's styles, without comments and needless white space."""
    return _joined(name) if not settings.DEBUG else _joined.__wrapped__(name)


def hashes() -> list[str]:
    """What a content security policy calls these style sheets: 'sha256-…' for each."""
    return [csp_hash(stylesheet(name)) for name in SHEETS]


def csp_hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@lru_cache
def _joined(name: str) -> str:
    folder = settings.BASE_DIR / "static" / "css"
    order = "@layer tokens,base,layout,components,print;"
    files = ((folder / f"{part}.css").read_text(encoding="utf-8") for part in SHEETS[name])
    return order + "".join(_tightened(css) for css in files)


def _tightened(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").replace(": ", ":").strip()
