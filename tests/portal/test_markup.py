"""What people type, made safe. The judge here is a third parser, that of the standard library.

`CORPORA_DIR` may name a folder with payloads of others (dompurify.json, blns.json); then they are
held against both policies as well. Run as a program, this file prints the worst times and the
memory they took: `PYTHONPATH=. python tests/portal/test_markup.py`.
"""

import json
import os
import re
import resource
import subprocess
import sys
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import markup
from portal.markup import Refused, article_body, comment_html, plain_text, stored

ROOT = Path(__file__).parents[2]

# The judge.

SIZES = {"width", "height", "colspan", "rowspan"}
ARTICLE_ALLOWS = {
    "p": set(), "h2": set(), "h3": set(), "hr": set(), "pre": set(), "blockquote": set(),
    "ul": set(), "ol": set(), "li": set(), "strong": set(), "em": set(), "code": set(),
    "sub": set(), "sup": set(), "br": set(), "a": {"href", "rel"}, "figure": set(),
    "figcaption": set(), "img": {"src", "alt", "width", "height"}, "table": set(),
    "thead": set(), "tbody": set(), "tr": set(), "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}  # fmt: skip
COMMENT_ALLOWS = {
    "p": set(), "br": set(), "blockquote": set(), "strong": set(), "em": set(), "code": set(),
    "a": {"href", "rel"},
}  # fmt: skip
PHRASES = {"", "a", "br", "code", "em", "img", "strong", "sub", "sup"}
PROSE = PHRASES - {"", "br", "img"} | {"p", "h2", "h3", "pre"}
STANDS_IN = {
    "li": {"ul", "ol"},
    "thead": {"table"},
    "tbody": {"table"},
    "tr": {"thead", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
    "figcaption": {"figure"},
}


class Judge(HTMLParser):
    """Fails on anything but well-nested, allowed HTML whose addresses lead where they may."""

    def __init__(self, allows, rel):
        super().__init__(convert_charrefs=False)
        self.allows = allows
        self.rel = rel
        self.open = []

    def handle_starttag(self, tag, attrs):
        here = self.open[-1] if self.open else ""
        assert tag in self.allows
        assert here in STANDS_IN.get(tag, {here})
        assert tag in PHRASES or here not in PROSE, f"<{tag}> in <{here}>"
        assert tag != "a" or "a" not in self.open
        assert len(dict(attrs)) == len(attrs)
        for name, value in attrs:
            assert name in self.allows[tag]
            if name == "rel":
                assert value == self.rel
            if name == "href":
                self.judge_address(value)
            if name == "src":
                assert re.fullmatch(r"/media/[^\s/\\.][^\s]*", value)
                assert ".." not in value.lower().replace("%2e", ".")
            if name in SIZES:
                assert re.fullmatch("[0-9]{1,5}", value)
        if tag == "a":
            assert {name for name, _ in attrs} == {"href", "rel"}
        if tag == "img":
            assert {"src", "alt"} <= {name for name, _ in attrs}
        if tag not in {"br", "hr", "img"}:
            self.open.append(tag)

    def judge_address(self, address):
        assert not re.search(r"[\x00-\x20\x7f]", address)
        scheme = urlsplit(re.sub(r"[^!-~]|`", "", address)).scheme
        if self.allows is COMMENT_ALLOWS:
            assert scheme in {"http", "https"}
        elif not scheme:
            assert re.match(r"/(?![/\\])|#", address)
        else:
            assert scheme in {"http", "https", "mailto", "tel"}
        if scheme.startswith("http"):
            assert "@" not in urlsplit(address).netloc
            assert urlsplit(address).netloc

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        raise AssertionError(tag)

    def handle_data(self, data):
        assert "<" not in data
        assert ">" not in data
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", data)
        here = self.open[-1] if self.open else ""
        if here in {"", "ul", "ol", "table", "thead", "tbody", "tr"}:
            assert not data.strip(), f"bare text in <{here}>"

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment

    def judge(self, html):
        assert isinstance(html, SafeString)
        self.feed(html)
        self.close()
        assert self.open == []


class Gate(Judge):
    """Fails on what could run; how it nests and where it leads is another's business."""

    def __init__(self, allows):
        super().__init__(allows, rel=None)

    def handle_starttag(self, tag, attrs):
        assert tag in self.allows
        for name, value in attrs:
            assert name in self.allows[tag]
            if name in {"href", "src"}:
                read = re.sub(r"[\t\n\r]", "", value).strip("".join(map(chr, range(33))))
                assert urlsplit(read).scheme in {"", "http", "https", "mailto", "tel"}

    def handle_endtag(self, tag):
        assert tag in self.allows

    def handle_data(self, data):
        assert "<" not in data


def judge_article(html):
    """The cleaned article, or None where it is refused; cleaned again it stays the same."""
    try:
        body = article_body(html)
    except Refused:
        return None
    Judge(ARTICLE_ALLOWS, "noopener").judge(body)
    assert article_body(body) == body
    return body


def judge_comment(text):
    if len(text) > markup.COMMENT_LENGTH:
        with pytest.raises(Refused):
            comment_html(text)
        return
    html = comment_html(text)
    Judge(COMMENT_ALLOWS, "nofollow ugc noopener").judge(html)
    assert re.fullmatch("(<p>.+?</p>|<blockquote>(<p>.+?</p>)+</blockquote>)*", html, re.DOTALL)


# What articles keep.


@pytest.mark.parametrize(
    "html",
    [
        "<p>Words, <strong>strong</strong>, <em>stressed</em>, H<sub>2</sub>O, m<sup>2</sup>.</p>",
        "<h2>One</h2><h3>Two</h3><p>a<br>b</p><hr><pre><code>if a:\n    b</code></pre>",
        "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>",
        "<ul><li><p>a</p></li></ul>",
        "<blockquote><p>a</p><p>b</p></blockquote>",
        '<figure><img src="/media/a.jpg" alt="A &amp; &quot;B&quot; &lt;" width="640" height="480">'
        "<figcaption>c</figcaption></figure>",
        '<table><thead><tr><th scope="col">a</th><th></th></tr></thead>'
        '<tbody><tr><td colspan="2" rowspan="3">b</td></tr></tbody></table>',
        "<p>a</p>\n<p>b</p>",
        "<p>\"quoted\" and 'quoted' &amp; &lt;escaped&gt;</p>",
    ],
)
def test_what_an_editor_may_use_stays_as_it_is(html):
    assert judge_article(html) == html


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<h1>a</h1><h4>b</h4>", "<h2>a</h2><h3>b</h3>"),
        ("<P CLASS=x STYLE='y' onclick=z>a</P>", "<p>a</p>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ("<p>a <span>b</span> <o:p>c</o:p> <made-up>d</made-up></p>", "<p>a b c d</p>"),
        ("<p>a<!-- b > c -->d<?e f?><!g>h<!-->i<!-- j --></p>", "<p>adhi</p>"),
        ("<p>a<script>b</script><style>c</style><svg><text>d</text></svg>e</p>", "<p>ae</p>"),
        ("<p>a<svg/>b<svg>c</svg>d</p>", "<p>abd</p>"),
        ("<p>a<select><option>b</select><textarea>c</textarea><title>d</title>e</p>", "<p>ae</p>"),
        ("<p>a &copy; &#8217; &#x1F600; b</p>", "<p>a © ’ 😀 b</p>"),
        ("<p>a&#13;b&#7;&#x81;c</p>", "<p>a\nbc</p>"),
        ('<p><a href="/a" href="/b">c</a></p>', '<p><a href="/a" rel="noopener">c</a></p>'),
        (f'<p><a {"b " * 40} href="/a">c</a></p>', "<p>c</p>"),
        ("1 < 2 & 3 > 2 <3 <>", "<p>1 &lt; 2 &amp; 3 &gt; 2 &lt;3 &lt;&gt;</p>"),
        ("a\r\nb\rc\x00\x07\x85\ufeffd", "<p>a\nb\ncd</p>"),
    ],
)
def test_the_rest_goes_and_its_text_stays(html, body):
    assert judge_article(html) == body


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("a <em>b</em>", "<p>a <em>b</em></p>"),
        ("a<h2>b</h2>c", "<p>a</p><h2>b</h2><p>c</p>"),
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        ('<img src="/media/a.jpg">', '<p><img src="/media/a.jpg" alt=""></p>'),
    ],
)
def test_text_outside_any_block_becomes_a_paragraph(html, body):
    assert judge_article(html) == body


@pytest.mark.parametrize(
    "html",
    ["", " \n", "<p></p>", "<p> &nbsp;<br></p>", "<p><em></em></p>", "<ul><li></li></ul>", "<b>"],
)
def test_what_is_empty_goes(html):
    assert judge_article(html) == ""


def test_what_stands_between_blocks_stays_one_newline():
    assert judge_article("<p>a</p>\n\n <p></p>\n<p>b</p> <p>c</p>") == "<p>a</p>\n<p>b</p><p>c</p>"


def test_empty_cells_keep_their_columns():
    html = "<table><tbody><tr><td></td><td>a</td></tr></tbody></table>"
    assert judge_article(html) == html


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<p>a<p>b<em>c<p>d", "<p>a</p><p>b<em>c</em></p><p>d</p>"),
        ("<em>a<p>b</em>c", "<p><em>a</em></p><p>bc</p>"),
        ("<p><em>a<strong>b</em>c</strong>d", "<p><em>a<strong>b</strong></em>cd</p>"),
        ("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
        ("<ul>a<p>b</ul>", "<ul><li>a<p>b</p></li></ul>"),
        ("<li>a<li>b", "<p>a</p><p>b</p>"),
        (
            "<table><caption>a</caption><tr><td>b<td>c<tr><td>d</table>",
            "<table><tbody><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr>"
            "<tr><td>d</td></tr></tbody></table>",
        ),
        ("<h2>a<ul><li>b</h2>", "<h2>a</h2><ul><li>b</li></ul>"),
        ("<ul><li>a<ul><li>b</li></li>c", "<ul><li>a<ul><li>b</li><li>c</li></ul></li></ul>"),
        (
            '<p><a href="/a">b<a href="/c">d',
            '<p><a href="/a" rel="noopener">b</a><a href="/c" rel="noopener">d</a></p>',
        ),
        ("<p>a</td></table></ul></blockquote>b", "<p>ab</p>"),
        ("<pre>\n\n\n\na</pre>", "<pre>a</pre>"),
        ("<pre>\n<!-- -->\n\n\na</pre>", "<pre>a</pre>"),
    ],
)
def test_what_does_not_nest_is_made_to(html, body):
    assert judge_article(html) == body


@pytest.mark.parametrize("unfinished", ["<p", '<a href="/x', "<!-- b", "<!b", "<script", "&#"])
def test_what_is_not_finished_is_text(unfinished):
    body = judge_article(f"<p>a</p>{unfinished}")
    assert plain_text(body) == f"a {unfinished}"


def test_a_script_that_never_ends_hides_nothing():
    assert judge_article("<p>a<script><p>b") == "<p>a</p><p>b</p>"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com",
        "HTTP://Example.com:8000/a?b=c&d#e",
        "https://пример.рф/путь",
        "https://example.com/a_(b)/[c]@d:e",
        "mailto:desk@example.com?subject=a/b",
        "tel:+49-30-123",
        "/articles/a/",
        "/",
        "#note-1",
    ],
)
def test_links_lead_to_the_web_mail_phones_and_our_own_pages(address):
    html = f'<p><a href="{address.replace("&", "&amp;")}" rel="noopener">x</a></p>'
    assert judge_article(html) == html


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "javascript:1",
        "data:1",
        "ftp://example.com",
        "//example.com",
        "/\\example.com",
        "/\t/example.com",
        "\\\\example.com",
        "example.com",
        "?a=b",
        "http:example.com",
        "https://",
        "https://user:word@example.com",
        "https://example.com:99999999",
        "https://1.2.3.999/",
        "http://[::1]/",
        "mailto://[",
        "https://example.com/" + "a" * 2_000,
    ],
)
def test_a_link_that_leads_elsewhere_leaves_its_text(address):
    assert judge_article(f'<a href="{address}">x</a>') == "<p>x</p>"


def test_spaces_and_line_breaks_in_an_address_are_what_browsers_make_of_them():
    body = judge_article('<a href=" https://example.com/\na b\t">x</a>')
    assert 'href="https://example.com/a%20b"' in body


def test_an_ampersand_in_an_address_is_not_taken_for_a_character():
    assert 'href="/x?a=1&amp;copy=2"' in judge_article('<a href="/x?a=1&copy=2">x</a>')


@pytest.mark.parametrize(
    "src",
    [
        "",
        "/media/",
        "/static/a.jpg",
        "/media//evil.example/a.jpg",
        "/media/../admin/",
        "/media/%2E%2e/admin/",
        "https://evil.example/media/a.jpg",
        "//evil.example/media/a.jpg",
        "data:image/png;base64,AAAA",
    ],
)
def test_images_come_from_our_own_media_only(src):
    assert judge_article(f'a<img src="{src}">') == "<p>a</p>"


def test_images_may_come_from_the_media_host_if_there_is_one(settings):
    settings.MEDIA_URL = "https://media.example/"
    html = '<p><img src="https://media.example/a.jpg" alt=""></p>'
    assert article_body(html) == html
    assert article_body('a<img src="https://media.example.evil.example/a.jpg">') == "<p>a</p>"
    assert article_body('a<img src="/media/a.jpg">') == "<p>a</p>"


@pytest.mark.parametrize(
    "attribute", ['width="100%"', 'width="-1"', 'width="999999"', 'width="1px"', 'height="٣"']
)
def test_sizes_are_short_numbers(attribute):
    html = judge_article(f'<img src="/media/a.jpg" {attribute}>')
    assert html == '<p><img src="/media/a.jpg" alt=""></p>'


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("a\ud800b", "broken_characters"),
        ("a" * 150_001, "too_long"),
        ("\u00a0a" * 50_000, "too_long"),
        ("<blockquote>" * 17 + "a", "too_deep"),
        ("<em>" * 16 + "a", "too_deep"),
        ("<hr>" * 3_001, "too_much_markup"),
        ("& " * 3_001, "too_much_markup"),
        ("<q>" * 8_001, "too_much_markup"),
    ],
)
def test_an_article_beyond_its_limits_is_refused_with_advice(html, code):
    with pytest.raises(Refused) as refused:
        article_body(html)
    assert isinstance(refused.value, ValidationError)
    assert refused.value.code == code
    assert "." in refused.value.messages[0]


def feature(paragraphs=300):
    """10,000 words: 300 paragraphs, 200 links, 300 emphases."""
    words = [
        "The",
        "committee",
        "heard",
        "on",
        "Tuesday",
        "that",
        "Zoë's",
        "bridge",
        "isn't",
        "safe",
        "—",
        "not",
        "yet.",
    ]
    for number in range(paragraphs):
        link = f'<a href="https://example.com/{number}?a=1&amp;b=2" rel="noopener">a report</a> '
        yield f"<p>{' '.join(words * 2)} {link if number % 3 else ''}<em>very</em> {words[0]}</p>\n"


def test_a_feature_of_ten_thousand_words_is_taken_as_it_is():
    html = "".join(feature()).strip()
    assert len(html.split()) > 9_000
    assert judge_article(html) == html


# What comments keep.


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n\t\n ", ""),
        ("a", "<p>a</p>"),
        ("a\nb", "<p>a<br>b</p>"),
        ("a\r\n\r\nb", "<p>a</p><p>b</p>"),
        ("a\n \n\n\nb", "<p>a</p><p>b</p>"),
        ("a<br>b<BR />\nc", "<p>a<br>b<br>c</p>"),
        ("<p>a</p><p class=x>b", "<p>a</p><p>b</p>"),
        ("<b>a</b> <i>b</i> <code>c</code>", None),
        ("I <3 you & 2 > 1", "<p>I &lt;3 you &amp; 2 &gt; 1</p>"),
        ("&lt;b&gt; &amp; &copy;", "<p>&lt;b&gt; &amp; ©</p>"),
        ("<h2>a</h2> <img src=/media/x.jpg> <u>b</u>", "<p>a  b</p>"),
        ("<script>alert(1)</script>a", "<p>a</p>"),
        ("<b></b>\n\n<i>", ""),
    ],
)
def test_a_comment_has_paragraphs_line_breaks_and_little_else(text, html):
    judge_comment(text)
    assert html is None or comment_html(text) == html


def test_a_comment_may_stress_and_quote_code():
    html = comment_html("<b>a</b> <i>b</i> <strong>c</strong> <em>d</em> <code>e\nf</code>")
    assert html == (
        "<p><strong>a</strong> <em>b</em> <strong>c</strong> <em>d</em> <code>e<br>f</code></p>"
    )


def test_formatting_ends_with_its_paragraph():
    assert comment_html("<b>a\n\nb</b> c") == "<p><strong>a</strong></p><p>b c</p>"


@pytest.mark.parametrize(
    "text",
    [
        "> a\n> b\n>\n> c\nd",
        "<blockquote>a\nb<p>c</blockquote>d",
        "<BLOCKQUOTE cite='x'>\na<br>b\n\nc\n</BLOCKQUOTE>\nd",
        "<blockquote>a\nb<blockquote>c</blockquote></blockquote></blockquote>d",
        "> a\n> b\n\n> c\n\nd",
        "> > a\n> > b\n>\n> c\n\nd",
    ],
)
def test_quotes_hold_paragraphs(text):
    judge_comment(text)
    assert comment_html(text) == "<blockquote><p>a<br>b</p><p>c</p></blockquote><p>d</p>"


def test_a_quote_with_nothing_in_it_is_nothing():
    assert comment_html("<blockquote> </blockquote>\n> \n>") == ""


@pytest.mark.parametrize(
    ("text", "address", "shown"),
    [
        ("https://a.example", "https://a.example", "https://a.example"),
        ("see HTTP://a.example/b.", "HTTP://a.example/b", "HTTP://a.example/b"),
        ("(www.a.example)", "https://www.a.example", "www.a.example"),
        ("https://a.example/b_(c), d", "https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("<https://a.example>", "https://a.example", "https://a.example"),
        ("https://a.example/?b=1&c=2", "https://a.example/?b=1&amp;c=2", None),
        ("<b>https://a.example</b>", "https://a.example", "https://a.example"),
        ('<a href="https://a.example" title=b>c</a>', "https://a.example", "c"),
        (f"https://a.example/{'b' * 90}", f"https://a.example/{'b' * 90}", None),
    ],
)
def test_addresses_in_comments_become_links(text, address, shown):
    html = comment_html(text)
    judge_comment(text)
    assert html.count("<a ") == 1
    assert f'<a href="{address}" rel="nofollow ugc noopener">{shown or ""}' in html


def test_a_long_address_is_shown_shortened():
    address = f"https://a.example/{'b' * 90}"
    assert plain_text(comment_html(address)) == address[:59] + "…"


@pytest.mark.parametrize(
    "text",
    [
        "<code>https://a.example</code>",
        "desk@www.a.example",
        "javascript://www.a.example",
        "https://user@a.example",
        "http://",
        "www.",
        "https://1.2.3.999",
        '<a href="/articles/a/">b</a>',
        '<a href="mailto:a@a.example">b</a>',
        "<a>b</a>",
    ],
)
def test_what_is_no_web_address_becomes_no_link(text):
    judge_comment(text)
    assert "<a" not in comment_html(text)


def test_broken_characters_in_a_comment_are_replaced():
    assert comment_html("a\ud800b\udfff") == "<p>a\ufffdb\ufffd</p>"


def test_a_comment_full_of_tags_is_shown_as_typed():
    text = "> <b>a</b> &amp;\n" + "<i>" * 99
    html = comment_html(text)
    judge_comment(text)
    assert html == (
        f"<blockquote><p>&lt;b&gt;a&lt;/b&gt; &amp;amp;</p></blockquote><p>{'&lt;i&gt;' * 99}</p>"
    )


def test_a_comment_of_5000_characters_is_taken_and_one_more_is_refused():
    assert len(comment_html("😀" * 5_000)) == 5_007
    with pytest.raises(Refused):
        comment_html("😀" * 5_001)


# Text, and HTML from the database.


def test_plain_text_is_the_text_in_one_line():
    body = article_body("<h2>A</h2><p>b<b>c</b> &amp;lt;\n d&nbsp;e<br>f</p><ul><li>g<li>h</ul>")
    assert plain_text(body) == "A bc &lt; d e f g h"
    assert not isinstance(plain_text(body), SafeString)


def test_stored_html_is_vouched_for():
    assert isinstance(stored("<p>a</p>"), SafeString)
    assert stored("<p>a</p>") == "<p>a</p>"


def test_no_policy_keeps_what_has_broken_a_cleaner_before():
    risky = {"svg", "math", "style", "script", "title", "textarea", "noscript", "xmp", "iframe"}
    assert not risky & (markup.ARTICLE_KEEPS.keys() | markup.COMMENT_KEEPS.keys())


# Payloads.


def payloads():
    own = json.loads((ROOT / "tests/data/markup.json").read_text())
    cases = [(case["title"], case["payload"]) for case in own]
    if corpora := os.environ.get("CORPORA_DIR"):
        # Whoever names the folder means it: what is missing there is an error, not less to test.
        for case in json.loads((Path(corpora) / "dompurify.json").read_text()):
            cases.append((f"DOMPurify: {case.get('title', '')}", case["payload"]))
        for text in json.loads((Path(corpora) / "blns.json").read_text()):
            cases.append(("naughty string", text))
    return [
        pytest.param(payload, id=f"{n} {title}"[:70]) for n, (title, payload) in enumerate(cases)
    ]


@pytest.mark.parametrize("payload", payloads())
def test_no_payload_passes(payload):
    for html in [
        payload,
        f"<p>a <b>{payload}</b></p>",
        f'<a href="{payload}">a</a>',
        f"<a href='https://a.example/{payload}'>a</a>",
        f'<img src="/media/{payload}" alt="{payload}">',
        f"<table><tr><td>{payload}</table>",
        f"https://a.example/{payload}",
        f"> {payload}\n<!--",
    ]:
        judge_article(html)
        judge_comment(html)


class Open:
    """Stands for a gate that lets all pass."""

    def __init__(self, **options):
        pass

    def clean(self, html):
        return html


@pytest.mark.parametrize("payload", payloads())
def test_the_later_gates_hold_without_the_first(payload, monkeypatch):
    monkeypatch.setattr(markup.tagsoup, "nested", lambda source, **_: source)
    Gate(ARTICLE_ALLOWS).judge(article_body(payload))
    Gate(COMMENT_ALLOWS).judge(comment_html(payload[: markup.COMMENT_LENGTH]))
    monkeypatch.setattr(markup, "Cleaner", Open)
    Gate(ARTICLE_ALLOWS).judge(article_body(payload))
    Gate(COMMENT_ALLOWS).judge(comment_html(payload[: markup.COMMENT_LENGTH]))


def test_threads_do_not_disturb_one_another():
    texts = [f"<p>{number} <b>{'<i>x</i>' * number}" for number in range(12)] * 8
    expected = [article_body(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(article_body, texts)) == expected


WORDS = st.sampled_from(
    ["a ", "b", "\n", "\n\n", "> ", "&", "&lt;", "&#0;", "&#10;", "\u00a0", "é", "\u202e"]
)
TAGS = st.sampled_from(
    [*markup.ARTICLE_KEEPS, "b", "i", "div", "caption", "q", "h1", "tfoot", "o:p"]
).flatmap(lambda name: st.sampled_from([f"<{name}>", f"<{name} class=x>", f"</{name}>"]))
LINKS = st.sampled_from([
    "<a href=/x>", '<a href="https://a.example">', "<a href=javascript:1>", "<img src=/media/x>",
    "<a href=http://1.2.3.999>", "<td colspan=2>", "https://a.example/", "www.a.example.",
])  # fmt: skip
TRAPS = st.sampled_from([
    "<", ">", "</", "<!--", "-->", "<!", "<a b='", '<a b="', "'", '"', "=", "/>", "<svg>", "</svg>",
    "<script>", "</script>", "<style>", "<template>", "<title>", "<p", "<blockquote", "]]>", "\x00",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(WORDS, TAGS, LINKS, TRAPS, st.text(max_size=3)), max_size=40))
def test_no_soup_passes(pieces):
    judge_article("".join(pieces))
    judge_comment("".join(pieces))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(WORDS, TAGS, LINKS, TRAPS), max_size=40))
def test_the_first_gate_leaves_the_parsers_nothing_to_mend(pieces):
    seen = []

    class Watched(markup.Cleaner):
        def clean(self, html):
            seen.append((html, super().clean(html)))
            return seen[-1][1]

    with pytest.MonkeyPatch.context() as patch, suppress(Refused):
        patch.setattr(markup, "Cleaner", Watched)
        article_body("".join(pieces))
        assert seen
    assert all(handed_on == bleached for handed_on, bleached in seen)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(TAGS, st.sampled_from("abcdefg")), max_size=40))
def test_no_word_is_lost(pieces):
    html = "".join(pieces)
    body = judge_article(html)
    words = re.sub("<[^>]*>", "", html)
    assert body is None or plain_text(body).replace(" ", "") == words


# Bombs.

LIMIT = 0.2  # seconds
MEMORY = 20_000_000  # bytes


def filled(unit, size, head="", tail=""):
    return head + unit * ((size - len(head) - len(tail)) // len(unit)) + tail


def formatting_bomb(size, tag="em"):
    """Formatting that a parser must open again in every one of the paragraphs after it."""
    opened = "".join(f"<{tag} a{number}>" for number in range(size // 20))
    return filled("<p>x", size, head=f"<p>{opened}")


def at_the_limits(unit, marks, head=""):
    """As much as an article may have of everything at once, made of the dearest marks."""
    dear = head + unit * ((markup.ARTICLE_MARKS - 20) // marks)
    passing = "</q>" * (markup.ARTICLE_TAGS - 10 - dear.count("<"))
    return filled("wörd € ", 140_000, head=f"{dear}{passing}<p>")


def bombs():
    """Name and text of each hostile input."""
    for size in (5_000, 20_000, 100_000):
        yield f"F1 {size}", formatting_bomb(size)
        yield f"F1 {size}, a tag that goes", formatting_bomb(size, "font")
    size = 100_000
    units = (
        "<ul><li>|<em><p>|<a><p>|<a href=/x>|<blockquote>|<table>|<table><tr><td>x|<table>x</table>"
        "|<div>|</p>|<p>|<p>x|<hr>|x<hr>|<b></b>|<x>|<|< |<a |</a |<a b='|<a b=\"|<a b='\">|<a ="
        "|<!--|<!a|<?|<script>|<script></script |<style></style>|<svg><math>|<![CDATA[|<pre>\n"
        "|&|&amp|&amp;|&quot;|&lt;p&gt;|&#9999999;|&#x1F600;|&nbsp;"
        "|\x01a|\x85a|\ufffea|\U0001ffffa|\u00a0|\r|x\n|> a\n\nb\n\n|word |😀"
        "|a@|-.com|?a&|www.a.b |http://a |http://a(|(http://a)|://"
    )
    for unit in units.split("|"):
        yield f"{unit!r} times n", filled(unit, size)
    for unit in ("<script>", "<svg>", "<!--", "<a ", "<a b='"):
        # What never ends must not be looked for once more each time.
        yield f"{unit!r} without end", filled("a", 145_000, head=unit * markup.ARTICLE_TAGS)
    yield "em and then p", filled("<em>", size // 2) + filled("</p>", size // 2)
    yield "one tag's attributes", filled("b=c ", size, head="<a ", tail=">x</a>")
    yield "one tag's attributes without values", filled("b ", size, head="<a ", tail=">x</a>")
    yield "one tag's slashes", filled("/", size, head="<a ", tail=">x</a>")
    yield "one tag's equals signs", filled("= ", size, head="<a ", tail=">x</a>")
    yield "one attribute", filled("&amp;", size, head="<a href='/", tail="'>x</a>")
    yield "one tag's name", filled("a", size, head="<", tail=">")
    yield "one number", filled("9", size, head="&#", tail=";")
    yield "one address", filled("a.", size, head="http://")
    yield "one address of brackets", filled(")", size, head="http://a((((")
    for unit, marks, head in [
        ("<hr>", 1, ""),
        ("<li>x", 2, "<ul>"),
        ("<em>x</em>", 2, "<p>"),
        ("<tr><td>x", 4, "<table>"),
        ("<td colspan=1 rowspan=2>x", 4, "<table>"),
        ("<a href=http://1.2.3.999>x</a>", 3, "<p>"),
        ("<img src=/media/x width=1 height=1>", 5, "<p>"),
        ("<p>" + "<em>" * 15 + "x", 32, ""),
        ("x<hr>", 3, ""),
        ("& ", 1, ""),
    ]:
        yield f"at the limits: {unit[:20]}", at_the_limits(unit, marks, head)


def within(text, length, tags):
    """As much of a bomb as passes the limits on length and tags."""
    before, *after = text[:length].split("<")
    return "<".join([before, *after[:tags]]) + "".join(after[tags:])


def explode(policy, text):
    """How long the policy takes to answer or refuse, in seconds; and its answer or None.

    Processor time: what a clock on the wall shows where nothing else runs, and the same elsewhere.
    """
    begin = time.thread_time()
    try:
        answer = policy(text)
    except Refused:
        answer = None
    return time.thread_time() - begin, answer


def cases():
    for name, text in bombs():
        article = within(text, markup.ARTICLE_LENGTH, markup.ARTICLE_TAGS)
        yield name, article_body, article
        if article != text:
            yield name, article_body, text
        yield name, comment_html, text[: markup.COMMENT_LENGTH]
        yield name, comment_html, within(text, markup.COMMENT_LENGTH, markup.COMMENT_TAGS)


BOMBS = [
    pytest.param(policy, text, id=f"{policy.__name__} {name}") for name, policy, text in cases()
]


@pytest.mark.parametrize(("policy", "text"), BOMBS)
def test_a_bomb_is_answered_within_200_ms_and_does_not_grow(policy, text):
    for _ in range(3):  # the best of three tells, as others may have emptied the processor's caches
        seconds, answer = explode(policy, text)
        if seconds < LIMIT:
            break
    assert seconds < LIMIT
    assert len(answer or "") <= 6 * len(text) + 20_000


@pytest.mark.parametrize(("policy", "text"), BOMBS[::5])
def test_a_bomb_takes_little_memory(policy, text):  # every fifth: counting takes its time
    tracemalloc.start()
    try:
        explode(policy, text)
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


def test_no_bomb_makes_the_process_grow():
    """The parsers' own memory included, which Python does not count."""
    report = subprocess.run(
        [sys.executable, __file__],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    at_once, together = re.search(r"grew by (\d+) bytes at once, by (\d+)", report).groups()
    assert int(at_once) < MEMORY
    assert int(together) < 2 * MEMORY  # what they leave behind does not add up


def most_memory():
    """The most memory this process has had so far, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def report():
    """Lines that tell which bombs took longest, and how much memory they took."""
    from django.conf import settings

    settings.configure(MEDIA_URL="/media/")
    article_body("<p>a <em>b</em></p>")
    times, marks = [], [most_memory()]
    for name, policy, text in cases():
        times.append((explode(policy, text)[0], policy.__name__, name))
        marks.append(most_memory())
    for policy in ("article_body", "comment_html"):
        worst = sorted((case for case in times if case[1] == policy), reverse=True)
        yield from (f"{case[0] * 1000:6.1f} ms  {policy}  {case[2]}" for case in worst[:5])
    at_once = max(after - before for before, after in pairwise(marks))
    yield f"{len(times)} inputs grew by {at_once} bytes at once, by {marks[-1] - marks[0]} together"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in report())
