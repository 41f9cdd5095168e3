"""The style sheets: plain files under static/css, joined per page and printed into it.

A page is one response, its CSS included, and the policy in portal.headers allows exactly these
styles by their hashes. A page carries only the files it uses.
"""

import base64
import hashlib
import re
from functools import lru_cache
from itertools import chain

from django.conf import settings

from portal import brand

BASE = ["tokens", "base", "turning", "layout", "print"]
LIST = [*BASE, "kicker", "card", "pages"]
# The form that comment-form.js fetches into a page brings its own styles with it.
TALK = [*BASE, "button", "comments"]
FORM = [*TALK, "notice", "form"]
SHEETS = {
    "article": [*TALK, "kicker", "article", "neighbours"],
    "preview": [*TALK, "notice", "kicker", "article", "neighbours"],
    "thread": [*TALK, "pages"],
    "front": [*LIST, "front"],
    "list": [*LIST, "list-head", "river"],
    "author": [*LIST, "list-head", "author", "river"],
    "archive": [*LIST, "list-head", "archive", "river"],
    "page": [*BASE, "kicker", "list-head", "page", "pages"],
    "kept": [*BASE, "page", "kept"],
    "feeds": [*BASE, "feeds"],
    "search": [*BASE, "button", "notice", "form", "kicker", "pages", "search"],
    "form": FORM,
    "people": [*FORM, "people"],
    "mine": [*FORM, "pages", "mine"],
    "desk": [
        *(part for part in FORM if part != "turning"),
        "law",
        "pages",
        "desk",
        "writers",
        "charts",
        "mails",
        "rules",
    ],
    "law": [*FORM, "law"],
    "plain": [*BASE, "button", "error"],
}
# The style guide shows every component of every page.
SHEETS["styleguide"] = [*dict.fromkeys(chain(*SHEETS.values())), "styleguide"]


def stylesheet(name: str) -> str:
    """One page's styles, without comments and needless white space."""
    return _joined(name) if settings.DEBUG else _all()[name]


def hashes() -> list[str]:
    """What a content security policy calls these style sheets: 'sha256-…' for each."""
    return [csp_hash(stylesheet(name)) for name in SHEETS]


def csp_hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@lru_cache
def _all() -> dict[str, str]:
    """All of them, read at one time: what a page prints is what the policy allows."""
    return {name: _joined(name) for name in SHEETS}


def _joined(name: str) -> str:
    folder = settings.BASE_DIR / "static" / "css"
    order = "@layer tokens,base,layout,components,print;"
    files = ((folder / f"{part}.css").read_text(encoding="utf-8") for part in SHEETS[name])
    return order + "".join(_tightened(css) for css in files) + brand.tokens()


def _tightened(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").replace(": ", ":").strip()
