"""Plain text as people type it: what fits on one line, and what a reader would see of it."""

import unicodedata

# Unicode calls these letters or symbols, but nothing is drawn: fillers, and Braille without a dot.
DRAWN_AS_NOTHING = "\u115f\u1160\u2800\u3164\uffa0"


def one_line(value: str) -> str:
    """A name as printed: one line, without characters that are invisible or turn the text around."""
    visible = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in value)
    kept = (c for c in visible if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    return " ".join("".join(kept).split())


def is_blank(value: str) -> bool:
    """Whether a reader would see nothing: no letter, number, sign or symbol."""
    return not any(
        unicodedata.category(c)[0] in "LNPS" and c not in DRAWN_AS_NOTHING for c in value
    )
