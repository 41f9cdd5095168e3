"""How heavy a page is: bytes as sent (gzip -6), judged without a browser.

The measure: English, 700 words, a lead image, every block present, 20 different comments of 50 words,
no sentence twice. The words are the demo newsroom's.
"""

import gzip
import itertools
import re

import pytest

from portal.demo.loading import stories
from portal.demo.talk import TALK
from portal.markup import plain_text
from portal.stylesheets import stylesheet
from tests import factories

ARTICLE, ARTICLE_STYLES, FRONT, ERROR = 14_000, 3_500, 12_000, 6_000


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
    factories.published("The one before it, with a headline of its own")
    article = factories.published(
        "Council splits nine to nine on the stadium, and the chair goes home",
        body=body,
        standfirst=of_words(25, source),
        dateline="Port Aldine",
        lead_image=factories.image(caption=of_words(15, source), credit="Photo: Mira Sol"),
        label="exclusive",
        kind="analysis",
    )
    article.write(by=None, dateline="Varn")
    article.publish(by=None, change="correction", note=of_words(20, source))
    factories.published("And the one after it, with another headline")
    names = [remark.name for remark in TALK["harbour-tunnel"]]
    for number in range(20):
        text = of_words(50, source)
        parent = article.comments.last() if number % 4 == 3 else None
        factories.comment(article, text, "approved", name=names[number], parent=parent)
    return article


def test_an_article_with_everything_is_one_light_response(client, article):
    page = client.get(article.get_absolute_url()).content
    assert page.count(b'id="comment-') == 20, "the measure itself"
    assert weight(page) <= ARTICLE


@pytest.mark.parametrize("kind", ["article", "thread", "front", "list", "form", "plain"])
def test_its_style_sheet_is_light(kind):
    assert weight(stylesheet(kind).encode()) <= ARTICLE_STYLES


def test_a_full_front_page_is_light(client, db):
    source = iter(list(dict.fromkeys(sentences())))
    for number in range(30):
        image = factories.image() if number % 3 else None
        factories.published(of_words(9, source), standfirst=of_words(25, source), lead_image=image)
    assert weight(client.get("/").content) <= FRONT


def test_an_error_page_is_light(client, db):
    assert weight(client.get("/nothing/here/").content) <= ERROR
