"""What a template of a mail may use. A mail is plain text, so nothing in it is escaped.

Mail programs make links of whatever looks like one, and people trust what comes from the paper. So
what a person typed goes through `quoted` or `oneline`: no address in it can be clicked, nothing in it
is invisible or turns the text around, and it never starts a line of its own.
"""

import re
import textwrap

from django import template
from django.urls import reverse

from portal.feeds.addresses import whole
from portal.plain import one_line

register = template.Library()

LONGEST_QUOTE = 1500  # characters
MOST_LINES = 60
LONGEST_LINE = 100
WIDTH = 74

# What browsers and mail programs read as ".", "@" and ":" in an address.
_DOT = r"[.\u2024\u3002\ufe52\uff0e\uff61]"
_AT = r"[@\ufe6b\uff20]"
_COLON = r"[:\ufe55\uff1a]"
_DEFUSED = [
    (re.compile(rf"{_COLON}(?=[/\uff0f\\]{{2}})"), "[:]"),  # http://
    (re.compile(rf"(?<=[^\W\d_]){_COLON}(?=[\w/+%?#])"), "[:]"),  # mailto:, tel:
    (re.compile(rf"(?<=\S){_AT}(?=\S)"), "[at]"),
    (re.compile(rf"(?<=[^\s.\]]){_DOT}(?=[^\W\d]|xn--)"), "[.]"),  # evil.example, but not 3.14
    (re.compile(rf"(?<=\bwww){_DOT}", re.I), "[.]"),
    (re.compile(r"\\(?=\\)"), r"\\ "),  # \\server\share
]
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def defused(text: str) -> str:
    """The text with every address in it broken, and still readable: evil[.]example."""
    for pattern, instead in _DEFUSED:
        text = pattern.sub(instead, text)
    return text


@register.filter
def quoted(text, longest: int = LONGEST_QUOTE) -> str:
    """What a person typed, as lines that start with "> ": bounded, and nothing in it is a link."""
    text = str(text)
    lines, blank = [], False
    for line in _LINE_ENDS.split(text[:longest]):
        line = defused(one_line(line))
        if line:
            lines += [""] if blank and lines else []
            lines += textwrap.wrap(line, WIDTH, break_on_hyphens=False)
        blank = not line
    cut = len(text) > longest or len(lines) > MOST_LINES
    lines = lines[:MOST_LINES] + ["[…]"] * cut
    return "\n".join(f"> {line}".rstrip() for line in lines)


@register.filter
def oneline(text, longest: int = LONGEST_LINE) -> str:
    """A name or a headline within a line: bounded, and nothing in it is a link."""
    line = one_line(str(text))
    line = line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
    return defused(line)


@register.simple_tag
def site(address: str, *args, **kwargs) -> str:
    """A whole address: of a route by its name and arguments, or of one that starts with "/"."""
    own = address.startswith(("/", "http://", "https://"))
    return whole(address if own else reverse(address, args=args, kwargs=kwargs))
