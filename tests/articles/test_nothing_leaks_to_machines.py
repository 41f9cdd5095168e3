"""Every state that the public may not read, in everything that programs read."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Topic
from articles.sitemaps import IDS_A_FILE
from tests import factories
from tests.articles.test_nothing_unpublished_leaks import PLAIN, REMARK, SECRETS, STATES

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
FORMATS = ["atom", "rss", "json"]
PARTS = ["all", "sections/world", "topics/shared", "authors/ada-lindqvist"]
PUBLIC = [
    *(f"/feeds/{part}.{format}" for part in PARTS for format in FORMATS),
    "/feeds/",
    "/sitemap.xml",
    "/sitemap-places.xml",
    "/sitemap-news.xml",
    "/robots.txt",
    "/opensearch.xml",
    "/manifest.webmanifest",
]
# What only a hidden article has, and so may not be listed either.
ALONE = {"topic": "Wobblethatch", "author": "Quillon Brack"}
WORDS = [*PLAIN, "Wobblethatch", "Brack"]


def public(article):
    """Everything public, with the sitemap in which this article stands."""
    return [*PUBLIC, f"/sitemap-articles-{(article.pk - 1) // IDS_A_FILE + 1}.xml"]


def make(state, **fields):
    maker, status = STATES[state]
    shared = Topic.objects.get_or_create(name="Shared", slug="shared")[0]
    alone = Topic.objects.create(name=ALONE["topic"], slug="wobblethatch")
    article = maker(
        **(
            {
                "lead_image": factories.image(),
                "topics": [shared, alone],
                "bylines": [factories.author(), factories.author(ALONE["author"])],
            }
            | SECRETS
            | fields
        )
    )
    article.expected = status
    article.picture = article.lead_image.file.name.rsplit("/", 1)[-1].split(".")[0]
    factories.comment(article, REMARK, status="approved")
    return article


@pytest.fixture(params=STATES)
def hidden(request):
    """An article in this state between two published ones that share its places."""
    shared = Topic.objects.create(name="Shared", slug="shared")
    for ago in (3, 1):
        moment = timezone.now() - timezone.timedelta(hours=ago)
        factories.published(f"Neighbour {ago}", topics=[shared], publish_at=moment)
    return make(request.param)


def told(answer):
    return (answer.content.decode() + str(dict(answer.headers))).lower()


def test_all_of_it_is_told_once_it_is_published(client):
    article = make("draft")
    article.publish(by=None)
    everything = "".join(told(client.get(address)) for address in public(article))
    everything += told(client.get(f"/feeds/articles/{article.slug}/comments.atom"))
    # Where it was filed is on the page alone.
    unheard = [word for word in WORDS if word.lower() not in everything]
    assert unheard == ["Grimpulbury"]
    assert article.picture in everything


def test_no_feed_and_no_sitemap_mentions_it(client, hidden):
    for address in public(Article.objects.published().first()):
        answer = client.get(address)
        assert answer.status_code == 200, address
        found = [word for word in [*WORDS, str(hidden.uuid)] if word.lower() in told(answer)]
        assert not found, (address, found)
        assert hidden.picture not in told(answer), address


def test_what_has_nothing_public_has_no_feed(client, hidden):
    """The name of an author or topic may tell of what is unpublished."""
    for part in ("topics/wobblethatch", "authors/quillon-brack"):
        for form in FORMATS:
            answer = client.get(f"/feeds/{part}.{form}")
            assert answer.status_code == 404
            assert not [word for word in WORDS if word.lower() in told(answer)]


@pytest.mark.parametrize("method", ["get", "head"])
def test_its_own_addresses_answer_as_its_state_demands(client, hidden, method):
    slug = {"slug": hidden.slug}
    page = quote(SITE + hidden.get_absolute_url())
    addresses = [
        *(reverse("comments:feed", kwargs={**slug, "format": one}) for one in FORMATS),
        f"/oembed/?url={page}",
        f"/oembed/?url={page}&format=xml",
    ]
    for address in addresses:
        answer = getattr(client, method)(address)
        assert answer.status_code == hidden.expected, address
        assert not [word for word in WORDS if word.lower() in told(answer)], address
        assert not answer.has_header("Location") and not answer.has_header("ETag")


def test_pending_changes_of_a_live_article_are_in_none_of_them(client):
    shared = Topic.objects.create(name="Shared", slug="shared")
    article = factories.published("Harmless", topics=[shared])
    article.write(by=None, lead_image=factories.image(), **SECRETS)
    page = quote(SITE + article.get_absolute_url())
    for address in [*public(article), f"/oembed/?url={page}"]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert not [word for word in PLAIN if word.lower() in told(answer)], address
    assert Article.objects.published().count() == 1
