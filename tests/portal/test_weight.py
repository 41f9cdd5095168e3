"""How heavy a page is: bytes as sent (gzip -6), judged without a browser.

The measure: English, 700 words, a lead image, every block present, 20 different comments of 50 words,
no sentence twice. The words are the demo newsroom's.
"""

import gzip
import itertools
import re
import secrets

import pytest
from django.conf import settings

from articles.models import Image
from portal.demo.loading import stories
from portal.demo.talk import TALK
from portal.markup import plain_text
from portal.stylesheets import stylesheet
from tests import factories

ARTICLE, ARTICLE_STYLES, FRONT, ERROR = 14_000, 3_500, 12_000, 6_000
NODES, SCRIPTS = 900, 5_000
# Every block that an article's page can have.
BLOCKS = [
    b"<figcaption>",
    b"<picture>",
    b'class="kicker"',
    b'class="series"',
    b'class="tags"',
    b'class="corrections"',
    b'class="share"',
    b'class="about"',
    b'class="related"',
    b'class="neighbours__previous"',
    b'class="neighbours__next"',
    b'"@type":"NewsArticle"',
    b'"@type":"BreadcrumbList"',
    b"og:image",
]


OTHERS = [
    "What a stadium for nine thousand would cost a city of ninety thousand",
    "The men who measured the old ground, and what they found under it",
    "Seven councillors have a season ticket, the register of interests shows",
    "A neighbour’s case against floodlights is heard in spring",
    "How Varn built a stadium and lost a club",
    "The one before it, with a headline of its own",
]


def weight(content):
    return len(gzip.compress(content, 6, mtime=0))


def sentences():
    """English sentences of the demo's stories, each once."""
    for story in stories().values():
        if not story["Language"]:
            text = plain_text(story.get_payload().replace("</p>", "</p> "))
            yield from dict.fromkeys(re.split(r"(?<=[.!?])\s+", text))


def of_words(count, source):
    """So many words, in whole sentences as far as they go."""
    words = itertools.chain.from_iterable(sentence.split() for sentence in source)
    return " ".join(itertools.islice(words, count))


@pytest.fixture
def article(db):
    source = iter(list(dict.fromkeys(sentences())))
    paragraphs = [of_words(70, source) for _ in range(10)]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs[:5])
    body += f"<h2>A crosshead</h2><blockquote><p>{paragraphs[5]}</p></blockquote>"
    body += "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs[6:])
    first, second = (
        factories.author(name, bio=of_words(20, source))
        for name in ("Ada Lindqvist", "Tomas Okafor")
    )
    topics = [factories.topic(name) for name in ("Stadium", "Council", "Public money")]
    about = {"series": factories.series("The stadium question", planned=5), "topics": topics}
    for headline in OTHERS:
        factories.published(headline, standfirst=of_words(25, source), **about)
    article = factories.published(
        "Council splits nine to nine on the stadium, and the chair goes home",
        body=body,
        bylines=[first, (second, "research")],
        standfirst=of_words(25, source),
        dateline="Port Aldine",
        lead_image=factories.image(1600, caption=of_words(15, source), credit="Photo: Mira Sol"),
        label="exclusive",
        kind="analysis",
        **about,
    )
    article.write(by=None, dateline="Varn")
    article.publish(by=None, change="correction", note=of_words(20, source))
    factories.published("And the one after it, with another headline", **about)
    names = [remark.name for remark in TALK["harbour-tunnel"]]
    for number in range(20):
        text = of_words(50, source)
        parent = article.comments.last() if number % 4 == 3 else None
        said = factories.comment(article, text, "approved", name=names[number], parent=parent)
        marks = {
            "recommended": number * 7 % 40,
            "badge": ("", "", "", "staff", "author")[number % 5],
        }
        type(said).objects.filter(pk=said.pk).update(**marks)
        if number in (4, 9, 16):
            said.pick(by=None)
    return article


def test_an_article_with_everything_is_one_light_response(client, article):
    page = client.get(article.get_absolute_url()).content
    assert page.count(b'id="comment-') == 20, "the measure itself"
    assert page.count(b'form="recommend"') == page.count(b"/report/") == 20, "the measure itself"
    for block in BLOCKS:
        assert block in page, f"the measure itself: {block}"
    assert weight(page) <= ARTICLE


def test_an_article_with_everything_is_a_small_tree(client, article):
    page = client.get(article.get_absolute_url()).content.decode()
    assert 300 < len(re.findall(r"<[a-z]", page)) <= NODES


def test_its_scripts_are_light_and_wait_for_the_page(client, article):
    page = client.get(article.get_absolute_url()).content.decode()
    scripts = re.findall(r'<script type="module" src="/static/([^"]+)"></script>', page)
    assert scripts and page.count("<script ") == len(scripts) + page.count("ld+json")
    files = (settings.BASE_DIR / "static" / name for name in scripts)
    assert sum(weight(file.read_bytes()) for file in files) <= SCRIPTS


def test_with_what_they_import_they_are_light_as_well():
    public = ["share", "recommend", "comment-form", "comment-sending"]
    files = (settings.BASE_DIR / "static" / "js" / f"{name}.js" for name in public)
    assert sum(weight(file.read_bytes()) for file in files) <= SCRIPTS


@pytest.mark.parametrize("kind", ["article", "thread", "front", "list", "form", "plain"])
def test_its_style_sheet_is_light(kind):
    assert weight(stylesheet(kind).encode()) <= ARTICLE_STYLES


def picture():
    """One of full size, without its file: a list reads the row alone."""
    name = f"images/aa/{secrets.token_hex(16)}.jpg"
    return Image.objects.create(file=name, width=1600, height=1067, alt="What it shows")


def test_a_full_front_page_is_light(client, db):
    source = iter(list(dict.fromkeys(sentences())))
    sections = [factories.section(name) for name in ("City", "World", "Sport", "Culture")]
    for number in range(30):
        article = factories.published(
            of_words(9, source),
            standfirst=of_words(25, source),
            lead_image=picture() if number % 3 else None,
            section=sections[number % 4],
            kind="opinion" if number % 7 == 6 else "news",
        )
        factories.comment(article, status="approved")
    page = client.get("/").content
    assert page.count(b"<article") == 30 and b"Most discussed" in page, "the measure itself"
    assert weight(page) <= FRONT


def test_an_error_page_is_light(client, db):
    assert weight(client.get("/nothing/here/").content) <= ERROR
