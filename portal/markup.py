"""The only place where text becomes safe HTML: a policy for articles, a stricter one for readers.

Markup that a person typed passes three gates. `tagsoup.nested` bounds and nests it in linear time
and keeps only the tags, attributes and addresses named here. bleach parses the result and cleans
it by the same lists, and nh3, another parser, does so again. Neither of the two is enough alone:
bleach lets `javascript:1` pass, and 5 KB of unclosed tags keep it busy for two seconds; 100 KB of
them make nh3 end the process.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from urllib.parse import unquote

import nh3
from bleach.sanitizer import Cleaner
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from portal import tagsoup

# The version of the comments' policy, kept beside what it made. Raise it when its output changes.
COMMENT_CLEANER = 1

# What an article may have. A feature of 10,000 words needs 65,000 characters and 2,200 marks. The
# worst input found, at all the limits at once, takes 65 ms, most of them in bleach.
ARTICLE_LENGTH = 150_000  # characters, as it comes and as it goes
ARTICLE_TAGS = 8_000  # "<" in what comes; pasted text brings many that do not stay
ARTICLE_MARKS = 3_000  # tags, attributes and escaped characters that stay
ARTICLE_DEPTH = 16  # elements open at once

# What a comment may have.
COMMENT_LENGTH = 5_000  # characters
COMMENT_TAGS = 100  # "<"; with more of them the text is shown as it was typed
SHOWN_LINK = 60  # characters of a web address; the link itself keeps all

# Every tag that stays, and which of its attributes.
ARTICLE_KEEPS = {
    "p": (), "h2": (), "h3": (), "hr": (), "pre": (), "blockquote": (), "ul": (), "ol": (), "li": (),
    "strong": (), "em": (), "code": (), "sub": (), "sup": (), "br": (), "a": ("href",),
    "figure": (), "figcaption": (), "img": ("src", "alt", "width", "height"),
    "table": (), "thead": (), "tbody": (), "tr": (),
    "th": ("scope", "colspan", "rowspan"), "td": ("colspan", "rowspan"),
}  # fmt: skip
PHRASE_KEEPS = {"a": ("href",), "strong": (), "em": (), "code": ()}
COMMENT_KEEPS = PHRASE_KEEPS | {"p": (), "br": (), "blockquote": ()}

# An address on the web names a host and no user: http://bank.example@evil.example misleads.
_WEB = re.compile(r"https?://[\w.\-\x80-\U0010ffff]{1,253}(:\d{1,5})?([/?#].*)?", re.I | re.A)
_MAIL_OR_PHONE = re.compile(r"mailto:[^/].*|tel:[\w+*#().%;=-]+", re.I | re.A)
# "//host" and, to browsers, "/\host" lead to another site.
_OWN = re.compile(r"/(?![/\\]).*|#.*")
_FILE = re.compile(r"[\w%-][\w%./~+-]*", re.A)
# A web address in running text ends at space, quotes, and marks that turn the writing direction.
_BARE_LINK = re.compile(
    r"(?<![\w@.:/-])(?:https?://(?=\w)|www\.(?=[\w-]+\.\w))"
    r"[^\s<>\"`{}|\\^\u202a-\u202e\u2066-\u2069]{1,2000}",
    re.I,
)
_SIZES = {
    "width": re.compile("[1-9][0-9]{0,4}"),
    "height": re.compile("[1-9][0-9]{0,4}"),
    "colspan": re.compile("[1-9][0-9]?"),
    "rowspan": re.compile("[1-9][0-9]?"),
    "scope": re.compile("(row|col)(group)?"),
}
_SURROGATE = re.compile("[\ud800-\udfff]")

# Tags that shape a comment; the newline people type after one belongs to it.
_SHAPING_TAG = re.compile(r"<(/?)(blockquote|p|br)(?=[\s/>])[^<>]*+>[ \t]*+\n?", re.I | re.A)
# Lines that stand for <blockquote> and </blockquote>: controls, which no typed text still has.
_QUOTE, _UNQUOTE = "\x0e", "\x0f"

_PHRASE_TAG = re.compile(r"</?(?:a|code|em|strong|sub|sup)(?: [^<>]*+)?>")
_ANY_TAG = re.compile(r"<[^<>]*+>")

# In cleaned HTML, where attributes are quoted and hold no "<", ">" or quotation marks.
_PICTURE = re.compile(r"<img(?: [^<>]*+)?>")
_LONE_ADDRESS = re.compile(
    r'<p>\s*+(?:<a href="([^"<>]*+)"[^<>]*+>)?+(https?://[^\s<>]++)(?:</a>)?+\s*+(?:<br>\s*+)?+</p>',
    re.I,
)
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"<>]*+)"')
_ADDRESS = re.compile(r'(?<= )(href|src)="([^"<>]*+)"')


class Refused(ValidationError):
    """Text that is not taken as it is. The message tells its writer what to do."""


class _Policy:
    def __init__(self, keeps: dict[str, tuple[str, ...]], schemes: set[str], link_rel: str):
        self.for_bleach = {"tags": set(keeps), "attributes": keeps, "protocols": schemes}
        self.nh3 = nh3.Cleaner(
            tags=set(keeps),
            # Unless told what "*" means, nh3 keeps title and lang on every tag.
            attributes={"*": set()} | {tag: set(names) for tag, names in keeps.items()},
            url_schemes=schemes,
            link_rel=link_rel,
        )

    def clean(self, html: str) -> SafeString:
        # bleach's Cleaner is not safe between threads and takes 0.03 ms to make; nh3's is safe.
        bleached = Cleaner(**self.for_bleach, strip=True).clean(html)
        return mark_safe(self.nh3.clean(bleached))


_ARTICLE = _Policy(ARTICLE_KEEPS, {"http", "https", "mailto", "tel"}, "noopener")
_COMMENT = _Policy(COMMENT_KEEPS, {"http", "https"}, "nofollow ugc noopener")


def article_body(html: str) -> SafeString:
    """What an editor wrote, as safe HTML. Of its own result it changes nothing.

    Text outside any block becomes a paragraph, blocks without content go. Raises Refused for what
    is too long, too deeply nested or too full of markup, and for half a surrogate pair.
    """
    if _SURROGATE.search(html):
        raise Refused(
            _("The text holds broken characters. Copy it again from where it was written."),
            code="broken_characters",
        )
    html = tagsoup.readable(html)
    _refuse_longer(html, ARTICLE_LENGTH)
    try:
        if html.count("<") > ARTICLE_TAGS:
            raise tagsoup.TooMuch
        html = tagsoup.nested(
            html,
            tags=ARTICLE_KEEPS,
            attributes=_article_attributes,
            text=lambda text, inside: tagsoup.escaped(text),
            deepest=ARTICLE_DEPTH,
            most_marks=ARTICLE_MARKS,
        )
    except tagsoup.TooMuch as error:
        raise Refused(
            _(
                "The text holds too much formatting. Paste it without formatting and format it "
                "here, or split it into several articles."
            ),
            code="too_much_markup",
        ) from error
    except tagsoup.TooDeep as error:
        raise Refused(
            _(
                "Lists, quotations or formatting stand more than %(depth)s deep inside one "
                "another. Remove some levels, or paste the text without formatting."
            ),
            code="too_deep",
            params={"depth": ARTICLE_DEPTH},
        ) from error
    cleaned = _ARTICLE.clean(html)
    _refuse_longer(cleaned, ARTICLE_LENGTH)
    return cleaned


def comment_html(text: str) -> SafeString:
    """What a reader typed, as safe HTML: paragraphs, and quotes that hold paragraphs.

    A blank line, `<p>` or `</p>` ends a paragraph; a newline or `<br>` breaks the line; lines that
    start with "> " and what stands in `<blockquote>` are quotes, one level deep. Web addresses
    become links. Raises Refused for more than COMMENT_LENGTH characters, and for nothing else.
    """
    text = tagsoup.readable(_SURROGATE.sub("\ufffd", text))
    _refuse_longer(text, COMMENT_LENGTH)
    write = _as_typed
    if text.count("<") <= COMMENT_TAGS:
        write = _phrases
        text = _SHAPING_TAG.sub(_shaped, text)
    html = []
    for quoted, group in groupby(_paragraphs(text), key=itemgetter(0)):
        # Each paragraph is written alone, so formatting left open in one ends with it.
        written = [f"<p>{phrases}</p>" for __, each in group if (phrases := write(each))]
        html += ["<blockquote>", *written, "</blockquote>"] if quoted and written else written
    return _COMMENT.clean("".join(html))


def plain_text(html: str) -> str:
    """The text of already cleaned HTML in one line, as descriptions want it. Not safe as HTML."""
    text = _ANY_TAG.sub(" ", _PHRASE_TAG.sub("", html))
    return " ".join(tagsoup.decoded(text).split())


def stored(html: str) -> SafeString:
    """Vouch for HTML that `article_body` or `comment_html` made and the database kept."""
    return mark_safe(html)


def pictures_in(html: str) -> list[dict[str, str]]:
    """The attributes of each picture in what `article_body` made."""
    return [_attributes(tag) for tag in _PICTURE.findall(html)]


def body_shown(
    html: str,
    picture: Callable[[dict[str, str]], str | None],
    lone_address: Callable[[str], str],
    table_label: str = "",
) -> SafeString:
    """What `article_body` made, with its pictures and lone web addresses as these functions show them.

    `picture` is given a picture's attributes and may return None, to leave it as it is. A lone
    address is all that a paragraph holds, linked to itself or not at all. A table with a label
    is a region that scrolls by itself, for the keyboard too. Whatever comes from outside is escaped
    unless it is safe.
    """

    def of_picture(tag: re.Match) -> str:
        shown = picture(_attributes(tag[0]))
        return tag[0] if shown is None else conditional_escape(shown)

    def of_address(paragraph: re.Match) -> str:
        linked, told = paragraph.groups()
        address = _link(tagsoup.decoded(told), _WEB)
        leads_elsewhere = linked is not None and linked.rstrip("/") != told.rstrip("/")
        return (
            paragraph[0]
            if leads_elsewhere or not address
            else conditional_escape(lone_address(address))
        )

    html = _LONE_ADDRESS.sub(of_address, _PICTURE.sub(of_picture, html))
    if table_label:
        region = (
            f'<div class="table" role="region" tabindex="0" aria-label="{escape(table_label)}">'
        )
        html = html.replace("<table>", f"{region}<table>").replace("</table>", "</table></div>")
    return mark_safe(html)


def with_addresses(html: SafeString, changed: Callable[[str], str]) -> SafeString:
    """Safe HTML of ours with every address that it links to or shows put through this function."""

    def of_attribute(attribute: re.Match) -> str:
        return f'{attribute[1]}="{escape(changed(tagsoup.decoded(attribute[2])))}"'

    return mark_safe(_ANY_TAG.sub(lambda tag: _ADDRESS.sub(of_attribute, tag[0]), html))


def marked(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """Plain text as HTML in which these spans, in order and apart, are marked as what was sought."""
    html, at = [], 0
    for start, end in spans:
        html += [tagsoup.escaped(text[at:start]), "<mark>", tagsoup.escaped(text[start:end])]
        html.append("</mark>")
        at = end
    return mark_safe("".join([*html, tagsoup.escaped(text[at:])]))


def _attributes(tag: str) -> dict[str, str]:
    """What stands in a tag of cleaned HTML."""
    return {name: tagsoup.decoded(value) for name, value in _ATTRIBUTE.findall(tag)}


def _refuse_longer(text: str, most: int) -> None:
    if len(text) > most:
        raise Refused(
            _("This text has %(length)s characters; at most %(most)s are possible. Shorten it."),
            code="too_long",
            params={"length": len(text), "most": most},
        )


def _article_attributes(tag: str, found: dict[str, str]) -> dict[str, str] | None:
    """What an article's tag keeps of its attributes; None for what leads nowhere."""
    if tag == "a":
        href = _link(found.get("href", ""), _WEB, _MAIL_OR_PHONE, _OWN)
        return {"href": href} if href else None
    sizes = {
        name: found[name]
        for name in ARTICLE_KEEPS[tag]
        if name in _SIZES and _SIZES[name].fullmatch(found.get(name, ""))
    }
    if tag == "img":
        src = _media(found.get("src", ""))
        return {"src": src, "alt": found.get("alt", "")} | sizes if src else None
    return sizes


def _comment_attributes(tag: str, found: dict[str, str]) -> dict[str, str] | None:
    if tag == "a":
        href = _link(found.get("href", ""), _WEB)
        return {"href": href} if href else None
    return {}


def _link(address: str, *kinds: re.Pattern) -> str:
    """The address as browsers will read it, or "" if it is of none of the kinds."""
    # Browsers leave out tabs and newlines wherever they stand: "java\nscript:", "/\n/host".
    address = address.replace("\t", "").replace("\n", "").strip().replace(" ", "%20")
    if not any(kind.fullmatch(address) for kind in kinds):
        return ""
    # nh3 knows more about hosts: 1.2.3.999 is none. Asked only at the end, it would leave the link
    # standing without its address.
    kept = _ARTICLE.nh3.clean(tagsoup.start_tag("a", {"href": address}))
    return address if "href=" in kept else ""


def _media(address: str) -> str:
    """The address of an uploaded image, or "" for any other address."""
    address = _link(address, _WEB, _OWN)
    name = address.removeprefix(settings.MEDIA_URL)
    if name == address or not _FILE.fullmatch(name) or ".." in unquote(name):
        return ""
    return address


def _shaped(tag: re.Match) -> str:
    """The lines that a typed <blockquote>, <p> or <br> stands for."""
    slash, name = tag[1], tag[2].lower()
    if name == "blockquote":
        return f"\n{_UNQUOTE if slash else _QUOTE}\n"
    return "\n" if name == "br" else "\n\n"


def _paragraphs(text: str) -> Iterator[tuple[bool, str]]:
    """(whether it is quoted, its text) for each paragraph of a comment."""
    depth, before, lines = 0, False, []
    for line in [*text.split("\n"), ""]:
        depth = max(0, depth + (line == _QUOTE) - (line == _UNQUOTE))
        marked = line.startswith("> ") or line == ">"
        quoted = marked or depth > 0
        line = line.lstrip("> ") if marked else line.strip(_QUOTE + _UNQUOTE)
        blank = not line.strip()
        if lines and (blank or quoted != before):
            yield before, "\n".join(lines)
            lines = []
        if not blank:
            lines.append(line.strip())
            before = quoted


def _as_typed(paragraph: str) -> str:
    return tagsoup.escaped(paragraph).replace("\n", "<br>")


def _phrases(paragraph: str) -> str:
    return tagsoup.nested(
        paragraph, tags=PHRASE_KEEPS, attributes=_comment_attributes, text=_phrase_text
    )


def _phrase_text(text: str, inside: list[str]) -> str:
    html = tagsoup.escaped(text) if "a" in inside or "code" in inside else _linked(text)
    return html.replace("\n", "<br>")


def _linked(text: str) -> str:
    """Text as HTML in which web addresses are links, long ones shown shortened."""
    html, at = [], 0
    for found in _BARE_LINK.finditer(text):
        address = _without_punctuation(found[0])
        href = _link(f"https://{address}" if address[:4].lower() == "www." else address, _WEB)
        if href:
            shown = address if len(address) <= SHOWN_LINK else address[: SHOWN_LINK - 1] + "…"
            html.append(tagsoup.escaped(text[at : found.start()]))
            html.append(tagsoup.start_tag("a", {"href": href}) + tagsoup.escaped(shown) + "</a>")
            at = found.start() + len(address)
    return "".join(html) + tagsoup.escaped(text[at:])


def _without_punctuation(address: str) -> str:
    """The address without what ends the sentence; /wiki/Portal_(game) keeps its bracket."""
    while address[-1] in ".,:;!?'*…»”’" or (
        address[-1] == ")" and address.count(")") > address.count("(")
    ):
        address = address[:-1]
    return address
