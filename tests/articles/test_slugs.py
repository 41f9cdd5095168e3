"""An address is made from any headline, belongs to one article for good, and is never lost."""

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article, ArticleSlug
from articles.models import payload as payloads
from articles.models.slug import LONGEST, slug_from
from tests import factories

pytestmark = pytest.mark.django_db


def renamed(article, slug):
    article.write(by=None, slug=slug)
    article.publish(by=None, minor=True)
    return article


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("The tunnel opens", "the-tunnel-opens"),
        ("Zvečan: šta dalje?", "zvecan-sta-dalje"),
        ("Đorđe se vratio", "dorde-se-vratio"),
        ("Işık söndü", "isik-sondu"),
        ("Београд ноћу", "beograd-nocu"),
        ("Straße — für alle", "strasse-fur-alle"),
        ("“Quoted” & 100 %", "quoted-100"),
    ],
)
def test_a_slug_is_made_from_a_headline_in_its_script(headline, slug):
    assert factories.draft(headline).slug == slug


@pytest.mark.parametrize("headline", ["مرحبا بالعالم", "漢字", "🎉🎉", "Ⅷ ½", "ß", "İ"])
def test_any_script_gives_an_address_that_works(client, headline):
    article = factories.published(headline)
    assert article.slug.isascii()
    assert client.get(article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("headline", ["…", "«»", "\u200f\u200b", "؟", "- - -"])
def test_where_nothing_can_be_spelled_it_is_called_article(headline):
    assert slug_from(headline) == ""
    assert factories.draft(headline).slug == "article"
    assert factories.draft(headline).slug == "article-2"


def test_a_long_headline_gives_an_address_that_fits():
    slugs = [factories.draft("word " * 39).slug for _ in range(12)]
    assert len(set(slugs)) == 12
    assert max(map(len, slugs)) <= LONGEST
    assert slugs[0].startswith("word-word") and slugs[11].endswith("-12")


def test_two_articles_of_one_headline_have_two_addresses(client):
    first, second = factories.published("Same", body="<p>One.</p>"), factories.published("Same")
    assert (first.slug, second.slug) == ("same", "same-2")
    assert b"One." in client.get("/articles/same/").content
    assert b"One." not in client.get("/articles/same-2/").content


def test_a_renamed_article_redirects_once_and_for_good(client):
    article = factories.published(slug="one")
    for slug in ["two", "three"]:
        renamed(article, slug)
    for old in ["one", "two"]:
        answer = client.get(f"/articles/{old}/")
        assert (answer.status_code, answer["Location"]) == (301, "/articles/three/")
        thread = client.get(f"/articles/{old}/comments/")
        assert (thread.status_code, thread["Location"]) == (301, "/articles/three/comments/")
    assert client.get("/articles/three/").status_code == 200


def test_a_new_headline_leaves_the_address_alone():
    article = factories.published("The old headline")
    article.write(by=None, headline="Another headline")
    article.publish(by=None)
    assert Article.objects.get().slug == "the-old-headline"


def test_an_article_may_take_its_own_old_address_back(client):
    article = renamed(renamed(factories.published(slug="one"), "two"), "one")
    assert client.get("/articles/one/").status_code == 200
    assert client.get("/articles/two/")["Location"] == "/articles/one/"
    assert article.slugs.filter(current=True).get().slug == "one"


def test_an_address_that_another_article_had_is_never_given_again():
    renamed(factories.published(slug="one"), "two")
    assert factories.draft(slug="one").slug == "one-2"
    assert factories.draft("One").slug == "one-3"


def test_a_pending_rename_takes_no_address_from_others(client):
    article = factories.published(slug="one")
    article.write(by=None, slug="two")
    other = factories.published(slug="two")
    article.publish(by=None)
    assert (Article.objects.get(pk=article.pk).slug, other.slug) == ("two-2", "two")


def test_the_earlier_addresses_of_a_draft_are_freed():
    article = factories.draft(slug="working-title")
    article.write(by=None, slug="final-title")
    article.publish(by=None)
    assert list(article.slugs.values_list("slug", "current")) == [("final-title", True)]
    assert factories.draft(slug="working-title").slug == "working-title"


def test_old_addresses_of_a_withdrawn_article_are_gone_too(client):
    article = renamed(factories.published(slug="one"), "two")
    article.withdraw(by=None, reason="A mistake.")
    assert [client.get(f"/articles/{slug}/").status_code for slug in ("one", "two")] == [410, 410]


def test_of_two_articles_that_want_an_address_at_once_none_takes_the_others(monkeypatch):
    """As if the other had been saved between our look and our save."""
    first = factories.published(slug="wanted")
    monkeypatch.setattr(payloads, "free_slug", lambda wanted, article_id: "wanted")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.draft("Second")
    assert ArticleSlug.objects.get(slug="wanted").article == first


def test_an_article_has_one_current_address():
    article = factories.published(slug="one")
    with pytest.raises(IntegrityError), transaction.atomic():
        article.slugs.create(slug="second")


@pytest.mark.parametrize(
    "slug", ["never-was", "ONE", "one%00", "one\u202e", "%D1%8F", "one/x", "<script>"]
)
def test_an_address_that_never_was_is_not_found(client, slug):
    factories.published(slug="one")
    assert client.get(f"/articles/{slug}/").status_code == 404


def test_an_address_without_its_last_stroke_is_completed(client):
    factories.published(slug="one")
    answer = client.get("/articles/one")
    assert (answer.status_code, answer["Location"]) == (301, "/articles/one/")
