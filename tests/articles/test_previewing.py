"""A secret link shows what is not published yet, to whoever has it, until it ends."""

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.previews import DAYS, SALT, preview_url
from tests import factories

pytestmark = pytest.mark.django_db


def kept_from_caches_and_robots(response):
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert b'<meta name="robots" content="noindex, nofollow">' in response.content
    assert not response.has_header("ETag")
    assert not response.cookies
    return response.content.decode()


@pytest.mark.parametrize(
    "make",
    [
        factories.draft,
        factories.in_review,
        factories.embargoed,
        factories.expired,
        factories.withdrawn,
    ],
)
def test_the_link_shows_what_the_public_cannot_read(client, make):
    article = make("Not for everybody")
    page = kept_from_caches_and_robots(client.get(preview_url(article)))
    assert "Not for everybody" in page
    assert client.get(article.get_absolute_url()).status_code in (404, 410)


def test_it_shows_the_pending_changes_of_a_live_article(client):
    article = factories.published("As it is")
    sport, somebody = factories.section("Sport"), factories.author("Somebody Else")
    image = factories.image(caption="A picture to come")
    article.write(
        by=None,
        headline="As it will be",
        body="<p>Words to come.</p>",
        section=sport,
        bylines=[(somebody, "photographs")],
        lead_image=image,
    )
    page = kept_from_caches_and_robots(client.get(preview_url(article)))
    kicker = f'<a href="{sport.get_absolute_url()}">Sport</a>'
    words = ["As it will be", "Words to come.", kicker, "Somebody Else", "A picture to come"]
    assert [word for word in [*words, image.file.name.rsplit(".", 1)[0]] if word not in page] == []
    assert "As it is" not in page and "Ada Lindqvist" not in page


def test_looking_changes_nothing(client):
    article = factories.published("As it is")
    article.write(by=None, headline="As it will be", bylines=[factories.author("Else")])
    before = Article.objects.values().get(), list(article.revisions.values())
    client.get(preview_url(article))
    assert (Article.objects.values().get(), list(article.revisions.values())) == before
    assert [credit.author.name for credit in article.bylines.all()] == ["Ada Lindqvist"]


def test_where_nothing_is_new_it_leads_to_the_article(client):
    article = factories.published()
    answer = client.get(preview_url(article))
    assert (answer.status_code, answer["Location"]) == (302, article.get_absolute_url())


def test_it_ends_after_two_weeks(client, monkeypatch):
    address = preview_url(factories.draft())
    now = signing.time.time()
    with monkeypatch.context() as clock:
        clock.setattr(signing.time, "time", lambda: now + DAYS * 24 * 3600 - 60)
        assert client.get(address).status_code == 200
        clock.setattr(signing.time, "time", lambda: now + DAYS * 24 * 3600 + 60)
        assert client.get(address).status_code == 404


def test_an_editor_can_end_all_links_of_one_article(client):
    article, other = factories.draft(), factories.draft()
    links = [preview_url(article), preview_url(article), preview_url(other)]
    article.close_previews()
    assert [client.get(link).status_code for link in links] == [404, 404, 200]
    assert client.get(preview_url(article)).status_code == 200


def signed(value, salt=SALT):
    return signing.dumps(value, salt=salt)


def test_a_link_that_somebody_made_up_shows_nothing(client):
    article = factories.draft("Secret")
    whole = preview_url(article).split("/")[2]
    tokens = [
        whole[:-1],
        whole + "x",
        "x" + whole,
        whole.replace(":", ""),
        whole.upper(),
        signed([article.pk, ""]),
        signed([article.pk, "0" * 32]),
        signed([article.pk + 1, article.preview_key]),
        signed([article.pk, article.preview_key], salt="portal.reader_posts"),
        signed("word"),
        signed([1, 2, 3]),
        signed(None),
        "<script>alert(1)</script>".replace("/", "%2F"),
        "‮",
        "a" * 5000,
    ]
    for token in tokens:
        answer = client.get(f"/preview/{token}/")
        assert answer.status_code == 404, token
        assert b"Secret" not in answer.content and b"<script>" not in answer.content


def test_an_article_without_a_key_cannot_be_previewed(client):
    article = factories.draft()
    Article.objects.update(preview_key="")
    token = signed([article.pk, ""])
    assert client.get(reverse("articles:preview", kwargs={"token": token})).status_code == 404


def test_no_public_page_links_to_a_preview(client):
    article = factories.published()
    article.write(by=None, headline="Pending")
    for address in ["/", article.get_absolute_url(), article.section.get_absolute_url()]:
        assert b"/preview/" not in client.get(address).content
    assert b"Disallow: /preview/" in client.get("/robots.txt").content


def test_a_preview_is_only_looked_at(client):
    assert client.post(preview_url(factories.draft())).status_code == 405


def test_a_live_article_whose_change_waits_for_its_minute_is_previewed(client):
    article = factories.published("Until noon")
    article.write(by=None, headline="From noon on")
    article.publish(by=None, takes_effect=timezone.now() + timedelta(hours=1))
    assert "From noon on" in kept_from_caches_and_robots(client.get(preview_url(article)))


def test_an_article_without_a_moment_of_publication_can_be_shown(client):
    article = factories.published("As it is")
    article.write(by=None, publish_at=None, headline="To be dated anew")
    preview = article.as_it_would_be()
    assert not preview.is_published()
    assert "To be dated anew" in kept_from_caches_and_robots(client.get(preview_url(article)))
