"""What holds for every public address, one by one: its cost, its weight, what a machine finds there."""

import gzip
import itertools
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Slot
from tests import everywhere, factories
from tests.articles.test_nothing_unpublished_leaks import PLAIN, REMARK, SECRETS, STATES

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8
LIST, ERROR = 10_000, 6_000  # bytes, gzip -6; articles and the front page: test_weight.py
MOST_NODES = 900


@pytest.fixture
def article():
    return everywhere.illustrated()


def html_pages(client, found):
    """The pages among these addresses: (name, address, page)."""
    for name, address in found.items():
        answer = client.get(address)
        if answer.get("Content-Type", "").startswith("text/html") and answer.status_code == 200:
            yield name, address, answer.content.decode()


def test_each_answers(client, article):
    expected = {"permalink": 302, "icon": 302}
    answers = {
        name: client.get(address).status_code
        for name, address in everywhere.addresses(article).items()
    }
    assert answers == {name: expected.get(name, 200) for name in answers}


def more(article, count):
    """So many more of everything that a page could ask about one by one."""
    now = timezone.now()
    topics, bylines = list(article.topics.all()), [one.author for one in article.bylines.all()]
    for number in range(count):
        one = factories.published(
            f"Bridge number {number}",
            publish_at=now - timedelta(minutes=10 + number),
            lead_image=article.lead_image,
            topics=topics,
            bylines=bylines,
            series=article.series,
        )
        factories.comment(one, "Yes.", "approved")
        factories.comment(article, f"Comment {number}", "approved")


@pytest.mark.slow
def test_none_asks_the_database_more_than_eight_times_however_much_there_is(client, article):
    counts = {}
    for rows in (10, 25):
        more(article, rows)
        for name, address in everywhere.addresses(article).items():
            with CaptureQueriesContext(connection) as seen:
                client.get(address)
            counts.setdefault(name, []).append(len(seen))
    assert {name: told for name, told in counts.items() if max(told) > MOST_QUERIES} == {}
    assert {name: told for name, told in counts.items() if told[0] != told[1]} == {}


def test_lists_and_small_pages_are_light(client, article):
    more(article, 22)
    found = everywhere.addresses(article)
    del found["front"], found["detail"]
    weights = {
        name: len(gzip.compress(page.encode(), 6, mtime=0))
        for name, _, page in html_pages(client, found)
    }
    assert len(weights) > 10
    assert {name: told for name, told in weights.items() if told > LIST} == {}


def test_each_page_says_what_it_is(client, article, settings):
    settings.SITE_URL = "https://news.example"
    titles = {}
    for name, address, page in html_pages(client, everywhere.addresses(article)):
        assert re.search(r'<html lang="en" dir="ltr">', page), name
        assert len(re.findall(r"<h1\b", page)) == 1, name
        assert '<a class="skip" href="#main">' in page, name
        assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page, name
        if not name.startswith("search"):  # which no search engine keeps
            canonical = re.findall(r'<link rel="canonical" href="([^"]+)">', page)
            assert canonical == [f"https://news.example{address.split('?')[0]}"], name
            assert re.search(r'<meta name="description" content="[^"]+">', page), name
            assert "noindex" not in page, name
        title = re.search(r"<title>([^<]+)</title>", page)[1].strip()
        assert title.endswith("The Aldine Courier"), name
        page_name = name.split(" ")[0]  # the same page in another order
        assert titles.setdefault(title, page_name) == page_name


def test_headings_never_skip_a_level(client, article):
    more(article, 3)
    for name, _, page in html_pages(client, everywhere.addresses(article)):
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
        steps = itertools.pairwise(levels)
        assert levels[0] == 1 and all(after <= before + 1 for before, after in steps), (
            name,
            levels,
        )


def test_pictures_keep_their_place_and_at_most_one_is_urgent(client, article):
    more(article, 8)
    for name, _, page in html_pages(client, everywhere.addresses(article)):
        images = re.findall(r"<img\b[^>]*>", page)
        for image in images:
            assert re.search(r'width="\d+" height="\d+"', image) and "alt=" in image, (name, image)
        assert sum('fetchpriority="high"' in image for image in images) <= 1, name
        assert sum('loading="lazy"' not in image for image in images) <= 1, name


def test_no_page_says_how_long_ago_something_was(client, article):
    """A page is kept: what it says of the time must stay true."""
    for name, _, page in html_pages(client, everywhere.addresses(article)):
        assert not re.search(r"\b(ago|just now|yesterday|today)\b", page), name


def test_a_page_has_few_enough_nodes(client, article):
    for number in range(19):
        factories.comment(article, f"Comment {number}", "approved")
    page = client.get(article.get_absolute_url()).content.decode()
    assert page.count('id="comment-') == 20
    assert len(re.findall(r"<[a-z]", page)) <= MOST_NODES


@pytest.mark.parametrize("state", STATES)
def test_nothing_unpublished_is_said_anywhere(client, article, state):
    """The hidden article shares section, topic, author and series with a public one, and has a slot."""
    make, _ = STATES[state]
    hidden = make(
        lead_image=factories.image(),
        topics=list(article.topics.all()),
        bylines=[one.author for one in article.bylines.all()],
        series=article.series,
        **SECRETS,
    )
    Slot.objects.create(article=hidden)
    factories.comment(hidden, REMARK, "approved")
    found = everywhere.addresses(article)
    found |= {"search for it": "/search/?q=zyzzyx", "search its text": "/search/?q=vexmorbid"}
    asked = ("search for it", "search its text")
    for name, address in found.items():  # the words of a search are said back
        said = client.get(address).getvalue().decode("utf-8", "replace").lower()
        told = [word for word in PLAIN if word.lower() in said and word.lower() not in address]
        assert not told, (name, told)
        assert name not in asked or "no articles with" in said
