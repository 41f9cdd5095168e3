"""Tag soup made well-nested in one pass, so that the HTML parsers behind it meet no surprise.

A parser's own error recovery is what makes it slow: it re-opens formatting in every new block.
Measured: 5 KB of `<em a0><em a1>...<p>x<p>x` cost html5lib 2.3 s and gave 1.4 MB; 100 KB of it
ended the whole process inside html5ever. Here nothing is re-opened: a block ends the paragraph
before it and all formatting in that. The scanner only moves forward, and no pattern in it can
backtrack (quantifiers are possessive or bounded), so time is proportional to the input.

This file knows how HTML nests. What is allowed, and what is safe, `portal.markup` decides.
"""

import math
import re
from collections.abc import Callable, Collection, Iterator
from html import unescape
from itertools import islice

# What is written under another name.
SAME = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "tfoot": "tbody"}
VOID = {"br", "hr", "img"}
PHRASES = {"a", "code", "em", "strong", "sub", "sup"}
BLOCKS = {
    "blockquote", "figcaption", "figure", "h2", "h3", "hr", "li", "ol", "p", "pre", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
# Elements that hold phrases only: any block ends them.
PROSE = PHRASES | {"p", "h2", "h3", "pre"}
# Blocks that are something even without content: an empty cell keeps its column.
KEPT_EMPTY = {"thead", "tbody", "tr", "td", "th"}

# Where an element must stand, if not anywhere; and how far up that place is looked for, because a
# new row ends the row before it.
PARENTS = {
    "li": {"ul", "ol"},
    "figcaption": {"figure"},
    "thead": {"table"},
    "tbody": {"table"},
    "tr": {"thead", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
}
HOMES = PARENTS | {
    "tr": {"thead", "tbody", "table"},
    "td": {"tr", "thead", "tbody", "table"},
    "th": {"tr", "thead", "tbody", "table"},
}
# What opens by itself where text may not stand bare; "" is the top level.
OPENS = {
    "": "p",
    "blockquote": "p",
    "ul": "li",
    "ol": "li",
    "table": "tbody",
    "thead": "tr",
    "tbody": "tr",
    "tr": "td",
}

# Tags that go, but keep the text before them apart from the text after.
BREAKS = BLOCKS | {
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "footer", "form", "header", "html", "legend", "main", "nav",
    "optgroup", "option", "search", "section", "summary",
}  # fmt: skip
# Elements that go with all they hold, because it is not text for readers.
HIDDEN = {
    "applet", "audio", "canvas", "frameset", "iframe", "math", "noembed", "noframes", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xml",
    "xmp",
}  # fmt: skip

MOST_ATTRIBUTES = 32  # looked at in one tag; the rest are passed over
LONGEST_VALUE = 2_000  # characters of an attribute; a longer one is left out, never cut

_NAME = re.compile(r"</?[a-z][a-z0-9-]{0,31}(?::[a-z0-9-]{1,31})?[\s/>]", re.I | re.A)
_TAG = re.compile(
    r"""<(/?)([a-z][a-z0-9:-]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>""", re.I | re.A
)
_ATTRIBUTE = re.compile(
    r"""([^\s/>="'][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]*+)))?+""", re.A
)
_END = {name: re.compile(rf"</{name}[\s/>]", re.I | re.A) for name in HIDDEN}
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.I | re.A)
# Controls but tab and newline, U+FEFF, and what Unicode calls noncharacters. Nobody can read them,
# and html5lib notes each as an error: 100,000 cost it 1.5 s.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]+"
)


class TooDeep(ValueError):
    """More elements are open at once than the caller allows."""


class TooMuch(ValueError):
    """There is more markup than the caller allows."""


def nested(
    source: str,
    *,
    tags: Collection[str],
    attributes: Callable[[str, dict[str, str]], dict[str, str] | None],
    text: Callable[[str, list[str]], str],
    deepest: float = math.inf,
    most_marks: float = math.inf,
) -> str:
    """`source` as well-nested HTML with no tags but `tags`; "" if all of it is empty.

    `attributes(tag, found)` tells which attributes a tag keeps, or None to drop the tag and keep
    its text; `text(text, open_tags)` writes text as HTML. A mark is what a parser spends its time
    on: a tag, an attribute, an escaped character. Raises TooDeep and TooMuch.
    """
    nest = _Nest(tags, text, deepest, most_marks)
    for slash, name, rest in _tokens(source):
        if not name:
            nest.text(decoded(rest))
        elif name not in tags:
            if name in BREAKS:
                nest.end_paragraph()
        elif slash:
            nest.end(name)
        elif (kept := attributes(name, _attributes(rest))) is not None:
            nest.start(name, kept)
    return nest.finished()


def readable(text: str) -> str:
    """`text` with \\n for every line end, and without what nobody can read."""
    return _UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def decoded(text: str) -> str:
    """`text` with its character references (`&lt;`, `&#8217;`) read.

    One without a semicolon, or with more than seven digits, is text: `&copy=1` in an address means
    what it says, and the standard library raises ValueError for a number of thousands of digits.
    """
    if "&" not in text:
        return text
    return readable(_REFERENCE.sub(lambda reference: unescape(reference[0]), text))


def escaped(text: str) -> str:
    """`text` as HTML to stand between tags, not in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def start_tag(name: str, attributes: dict[str, str]) -> str:
    html = f"<{name}"
    for key, value in attributes.items():
        value = escaped(value).replace('"', "&quot;")
        html += f' {key}="{value}"'
    return f"{html}>"


def _tokens(source: str) -> Iterator[tuple[str, str, str]]:
    """("/" or "", name, attributes) for each tag, and ("", "", text) for the text between.

    Comments, doctypes, processing instructions and hidden elements are passed over. But nothing an
    editor wrote disappears for want of an end: a comment without one is text, so is all that
    follows the start of a tag without one, and a hidden element without one hides nothing. An end
    once looked for in vain is not looked for again: a thousand `<!--` cost one search, not a
    thousand.
    """
    missing = set()

    def after(end: str, start: int) -> int:
        found = -1 if end in missing else source.find(end, start)
        if found < 0:
            missing.add(end)
            return 0
        return found + len(end)

    at = 0
    while (mark := source.find("<", at)) >= 0:
        if mark > at:
            yield "", "", source[at:mark]
        if source.startswith("<!--", mark):
            at = after("-->", mark + 2)  # `<!-->` is a whole comment
        elif source.startswith(("<!", "<?"), mark):
            at = after(">", mark)
        elif not _NAME.match(source, mark):
            at = 0
        elif tag := _TAG.match(source, mark):
            at = tag.end()
            slash, name, rest = tag[1], tag[2].lower(), tag[3]
            if name not in HIDDEN:
                yield slash, SAME.get(name, name), rest
            elif not slash and not rest.endswith("/") and name not in missing:
                if end := _END[name].search(source, at):
                    at = end.start()
                else:
                    missing.add(name)
        else:
            at = mark
            break
        if not at:
            yield "", "", "<"
            at = mark + 1
    yield "", "", source[at:]


def _attributes(rest: str) -> dict[str, str]:
    """A tag's attributes by name; of two with one name the first counts, as in HTML."""
    found = {}
    for attribute in islice(_ATTRIBUTE.finditer(rest), MOST_ATTRIBUTES):
        name, *values = attribute.groups("")
        value = decoded("".join(values))
        if len(value) <= LONGEST_VALUE:
            found.setdefault(name.lower(), value)
    return found


class _Nest:
    """Writes HTML and knows what is open, so that all of it nests."""

    def __init__(self, tags, as_html, deepest, most_marks):
        self.opens = {where: name for where, name in OPENS.items() if name in tags}
        self.as_html = as_html
        self.deepest = deepest
        self.marks_left = most_marks
        self.out = []
        self.open = []
        self.before = []  # for each open element: the length of out and of content before it
        self.content = 0  # texts, images and rules so far

    @property
    def here(self) -> str:
        return self.open[-1] if self.open else ""

    def text(self, text: str) -> None:
        if self.here in self.opens and not text.strip():
            # Between blocks white space means nothing; one newline keeps the source legible.
            if "\n" in text and self.out and self.out[-1] != "\n":
                self._write("\n")
            return
        self._make_room("")
        if self.here == "pre" and self.out[-1] == "<pre>":
            text = text.lstrip("\n")  # parsers drop the first one, and would drop the next later
            if not text:
                return
        self.content += bool(text.strip())
        self._write(self.as_html(text, self.open))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in HOMES:
            home = self._find(HOMES[name], {"table"})
            if home is None:
                self.end_paragraph()
                return
            self._close_to(home + 1)
        elif name in BLOCKS:
            while self.here in PROSE:
                self._close()
        elif name == "a":
            self.end("a")
        self._make_room(name)
        self._open(name, attributes)

    def end(self, name: str) -> None:
        place = self._find({name}, {"table", "ul", "ol"} if name == "li" else {"table"})
        if place is not None:
            self._close_to(place)

    def end_paragraph(self) -> None:
        while self.here in PHRASES or self.here == "p":
            self._close()

    def finished(self) -> str:
        self._close_to(0)
        return "".join(self.out).strip("\n") if self.content else ""

    def _find(self, names: Collection[str], walls: Collection[str]) -> int | None:
        """The place of the innermost of `names` that is open, if no wall stands before it."""
        for place in reversed(range(len(self.open))):
            if self.open[place] in names:
                return place
            if self.open[place] in walls:
                return None
        return None

    def _make_room(self, name: str) -> None:
        """Open what must stand here around `name`, or around text."""
        while opens := self.opens.get(self.here):
            if self.here in PARENTS.get(name, ()) or (opens == "p" and name in BLOCKS):
                return
            self._open(opens, {})

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= self.deepest:
            raise TooDeep
        before = len(self.out), self.content
        self._write(start_tag(name, attributes))
        if name in VOID:
            self.content += name != "br"
        else:
            self.open.append(name)
            self.before.append(before)

    def _close(self) -> None:
        name = self.open.pop()
        start, content = self.before.pop()
        if content == self.content and name in BLOCKS - KEPT_EMPTY:
            del self.out[start:]
        else:
            self._write(f"</{name}>")

    def _close_to(self, place: int) -> None:
        while len(self.open) > place:
            self._close()

    def _write(self, html: str) -> None:
        self.marks_left -= html.count("<") + html.count("&") + html.count('="')
        if self.marks_left < 0:
            raise TooMuch
        self.out.append(html)
