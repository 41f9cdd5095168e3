"""What people typed stands in mails as lines of plain text, in which nothing can be clicked."""

import re

import pytest
from django.conf import settings

from portal.templatetags import mail
from tests.mails import NOW, Templates, posted

# What mail programs make a link of: a scheme, www, a name with a letter after its dot, an address.
CLICKABLE = re.compile(
    r"\w+://|\bwww\.\S|[\w-]+\.[^\W\d]\w|[^\s\[]@\w|(?:mailto|tel|sms|javascript|data):\S|\\\\\w",
    re.I,
)
HOSTILE = [
    "http://evil.example/pixel.gif?u=1",
    "HTTPS://EVIL.EXAMPLE",
    "see www.evil.example.",
    "www.3com.com",
    "evil.example/login",
    "sub-domain.evil.co.uk:8080/x",
    "//evil.example/x",
    "ftp://evil.example file:///etc/passwd",
    "mailto:victim@bank.example?subject=x",
    "victim@bank.example",
    "first.last+tag@bank.example",
    "tel:+491234567 sms:123456",
    "javascript:alert(1)",
    "data:text/html,x",
    "<a href='http://evil.example'>x</a>",
    "<img src=http://evil.example/p.gif>",
    "[x](http://evil.example)",
    "<http://evil.example>",
    "ht\u200btp://evil.example",
    "evil\u200b.example",
    "e\u00advil.exa\u2060mple",
    "\u202eelpmaxe.live//:ptth",
    "evil\uff0eexample",
    "evil\u3002example",
    "evil.xn--p1ai",
    "пример.рф",
    "💩.la",
    "http:\\\\evil.example",
    "\\\\server\\share",
    "evil\n.example",
    "http\n://evil.example",
]


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("tag", [mail.quoted, mail.oneline])
def test_no_address_in_it_can_be_clicked(tag, typed):
    assert not CLICKABLE.search(tag(typed)), tag(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "It cost 3.14 million at 12:30.",
        "Well. So it goes. (Really?) Yes: it does!",
        "Great :-) and so on ...",
        "„Niemals“, sagte er. Ärger!",
        "لا. نعم.",
        "@rita is right",
        "C'est fini : bravo",
    ],
)
def test_what_is_no_address_stays(typed):
    assert mail.quoted(typed) == f"> {typed}"
    assert mail.oneline(typed) == typed


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_line_is_marked_as_quoted(end):
    typed = f"One{end}{end}{end}{end}-- {end}Bcc: x{end}.{end}From here"
    lines = mail.quoted(typed).split("\n")
    assert lines == ["> One", ">", "> --", "> Bcc: x", "> .", "> From here"]
    assert "\n" not in mail.oneline(typed)


def test_what_is_invisible_or_turns_the_text_around_goes():
    typed = "a\u202eb\u2066c\u200bd\ufeffe\x00f\x1bg\u00adh\x07i\ue000j\U000e0041k"
    for tag in (mail.quoted, mail.oneline):
        assert re.sub(r"[^a-z]", "", tag(typed)) == "abcdefghijk"
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u200b-\u200f\u202a-\u202e\u2066]", tag(typed))


def test_it_is_bounded():
    for typed in ("x" * 100_000, "x\n" * 50_000, "x " * 50_000, "x\n\n" * 50_000):
        quoted = mail.quoted(typed)
        assert len(quoted) < 3000
        assert len(quoted.split("\n")) <= mail.MOST_LINES + 1
        assert quoted.endswith("> […]")
        assert max(map(len, quoted.split("\n"))) <= mail.WIDTH + 2
        assert len(mail.oneline(typed)) <= mail.LONGEST_LINE
    assert len(mail.quoted("x" * 4000, 5000)) > 4000


def test_nothing_is_an_empty_quote():
    assert mail.quoted("") == mail.quoted(" \n\u200b\n") == ""


def test_addresses_of_ours_are_whole(settings):
    settings.SITE_URL = "https://courier.example"
    assert mail.site("comments:mine") == "https://courier.example/comments/mine/"
    assert mail.site("comments:permalink", pk=7) == "https://courier.example/comments/7/"
    assert mail.site("/x/") == "https://courier.example/x/"
    assert mail.site("https://other.example/") == "https://other.example/"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", HOSTILE)
def test_in_a_mail_as_well(monkeypatch, typed):
    template = Templates(monkeypatch)
    template.source = "{% load mail %}{{ name|oneline }} replied\n\n{{ name|quoted }}\n"
    written = posted(name=typed, at=NOW)
    assert not CLICKABLE.search(written.subject)
    assert not CLICKABLE.search(written.text)
    assert all(line.startswith(">") for line in written.text.strip().split("\n"))


@pytest.mark.django_db
def test_every_mail_says_from_whom_and_why_it_comes(monkeypatch, settings):
    settings.SITE_NAME, settings.SITE_URL = "Courier", "https://courier.example"
    template = Templates(monkeypatch)
    template.source = 'Hello\n\nText.\n{% include "mail/_end.txt" with why="You asked for it." %}'
    end = posted().text
    assert end == "Text.\n\n-- \nCourier\nhttps://courier.example/\nYou asked for it.\n"


TYPED = re.compile(r"\b(\w+\.)*(name|text|note|answer|headline|explanation|place|title|complaint)$")
EXCEPTIONS = {"place"}  # the address of a comment, which is ours


def untidied(source):
    """What somebody typed, and no filter of `mail` cleans."""
    shown = re.findall(r"{{\s*([^}]+?)\s*}}", source)
    shown += [
        value
        for tag in re.findall(r"{% blocktranslate\b([^%]*)%}", source)
        for value in re.findall(r"\w+=(\S+)", tag)
    ]
    shown = [value for value in shown if value not in EXCEPTIONS]
    named = set(re.findall(r"(\w+)=\S+\|(?:oneline|quoted)", source))
    return [value for value in shown if TYPED.fullmatch(value) and value not in named]


def test_every_mail_cleans_what_people_typed():
    folder = settings.BASE_DIR / "templates" / "mail"
    sources = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.txt")}
    assert sources
    assert {name: found for name, source in sources.items() if (found := untidied(source))} == {}


@pytest.mark.parametrize(
    "source",
    ["{{ comment.text }}", "{{ name }}", "{% blocktranslate with x=comment.name %}{% endb %}"],
)
def test_what_is_not_cleaned_is_found(source):
    assert untidied(source)


def test_what_is_cleaned_is_not():
    said = "{% blocktranslate with name=a.name|oneline count n=x.n %}{{ name }}{% end %}"
    assert untidied(said + "{{ comment.text|quoted }}") == []
