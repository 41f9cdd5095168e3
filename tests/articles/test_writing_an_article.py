"""A revision is added for every change, and nobody's text is silently overwritten."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Article, Topic
from articles.models.publishing import Overtaken
from portal.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def numbers(article):
    return list(article.revisions.order_by("number").values_list("number", flat=True))


def kept(article):
    """All that the database says of an article."""
    rows = Article.objects.filter(pk=article.pk).values().get()
    return rows, list(article.revisions.values()), list(article.slugs.values())


def test_a_draft_follows_its_newest_revision():
    article = factories.draft("First words")
    article.write(by=None, headline="Better words", standfirst="Why they are better")
    stored = Article.objects.get()
    assert (stored.headline, stored.standfirst) == ("Better words", "Why they are better")
    assert (stored.status, stored.live_revision) == ("draft", 2)


def test_revisions_are_numbered_one_after_the_other_and_name_their_author():
    edith = User.objects.create(username="edith")
    article = factories.draft(by=edith)
    article.write(by=None, headline="Two")
    article.submit(by=edith)
    article.publish(by=edith)
    assert numbers(article) == [1, 2, 3, 4]
    kinds = article.revisions.order_by("number").values_list("kind", "author__username")
    assert list(kinds) == [
        ("draft", "edith"),
        ("draft", None),
        ("review", "edith"),
        ("published", "edith"),
    ]


def test_an_earlier_revision_is_never_changed():
    article = factories.draft("First")
    before = article.revisions.values().get(number=1)
    article.write(by=None, headline="Second")
    article.publish(by=None)
    article.withdraw(by=None, reason="No.")
    assert article.revisions.values().get(number=1) == before


def test_what_is_not_named_stays_as_it_was():
    article = factories.draft("Kept", dateline="Bihać")
    article.write(by=None, body="<p>New.</p>")
    article.refresh_from_db()
    assert (article.headline, article.dateline) == ("Kept", "Bihać")


def test_writing_the_same_again_adds_nothing():
    article = factories.draft("Same")
    before = kept(article)
    first = article.newest_revision()
    assert article.write(by=None, headline="Same") == first
    assert article.write(by=None, headline="  Same  ") == first
    assert kept(article) == before


def test_the_body_is_cleaned_before_it_is_kept():
    article = factories.draft(body='<p onclick="x()">Fine<script>alert(1)</script></p>')
    assert article.newest_revision().payload["body"] == "<p>Fine</p>"
    assert Article.objects.get().body == "<p>Fine</p>"


def test_a_body_that_cannot_be_kept_is_refused_and_changes_nothing():
    article = factories.draft()
    before = kept(article)
    with pytest.raises(ValidationError):
        article.write(by=None, headline="Other", body="<p>\ud800</p>")
    assert kept(article) == before


def test_topics_and_bylines_are_part_of_a_revision():
    ada, bo = factories.author("Ada"), factories.author("Bo")
    sea = Topic.objects.create(name="Sea", slug="sea")
    article = factories.draft(bylines=[bo, (ada, "photographs")], topics=[sea])
    assert [str(credit) for credit in article.bylines.all()] == ["Bo", "Ada (photographs)"]
    article.write(by=None, bylines=[ada], topics=[])
    assert [str(credit) for credit in article.bylines.all()] == ["Ada"]
    assert not article.topics.exists()


def test_a_column_that_does_not_exist_is_a_mistake_in_the_code():
    with pytest.raises(TypeError, match="colour"):
        factories.draft(colour="red")


def test_of_two_editors_who_saw_the_same_revision_the_second_is_told():
    article = factories.draft("As both saw it")
    seen = article.newest_revision().number
    mine, theirs = Article.objects.get(), Article.objects.get()
    mine.write(by=None, onto=seen, headline="Mine")
    before = kept(article)
    with pytest.raises(Overtaken) as overtaken:
        theirs.write(by=None, onto=seen, headline="Theirs", body="<p>Theirs.</p>")
    assert overtaken.value.revision == article.newest_revision()
    assert kept(article) == before


def test_whoever_saw_the_newest_revision_may_save():
    article = factories.draft()
    seen = article.newest_revision().number
    article.write(by=None, onto=seen, headline="Once")
    article.write(by=None, onto=seen + 1, headline="Twice")
    assert Article.objects.get().headline == "Twice"


def test_what_is_written_on_a_live_article_is_seen_by_nobody_until_it_is_published(client):
    article = factories.published("As it is", body="<p>Old text.</p>")
    sport, somebody = factories.section("Sport"), factories.author("Somebody Else")
    before = client.get(article.get_absolute_url()).content
    article.write(
        by=None,
        headline="As it will be",
        slug="as-it-will-be",
        body="<p>New text.</p>",
        bylines=[somebody],
        section=sport,
        comment_policy="hidden",
        expire_at=timezone.now() - timedelta(minutes=1),
    )
    assert client.get(article.get_absolute_url()).content == before
    assert client.get("/articles/as-it-will-be/").status_code == 404
    assert article.has_pending_changes()


def test_sending_for_review_is_done_once():
    article = factories.draft()
    assert article.submit(by=None)
    before = kept(article)
    assert not article.submit(by=None)
    assert kept(article) == before
    assert Article.objects.get().status == "review"


@pytest.mark.parametrize("make", [factories.published, factories.withdrawn])
def test_only_a_draft_is_sent_for_review(make):
    article = make()
    status = article.status
    assert not article.submit(by=None)
    assert Article.objects.get().status == status


def test_what_was_deleted_since_it_was_written_is_left_out():
    """A pending change may name an author, a topic, a picture, a section that are gone by now."""
    article = factories.published("Stays")
    own = article.section
    gone = [
        factories.section("Short-lived"),
        factories.author("Guest"),
        Topic.objects.create(name="Fad", slug="fad"),
        factories.image(),
    ]
    section, guest, topic, image = gone
    bylines = [guest, factories.author()]
    article.write(by=None, section=section, bylines=bylines, topics=[topic], lead_image=image)
    for one in gone:
        one.delete()
    preview = article.as_it_would_be()
    assert (preview.section, preview.lead_image) == (own, None)
    assert article.publish(by=None)
    stored = Article.objects.get()
    assert (stored.section, stored.lead_image) == (own, None)
    assert [credit.author.name for credit in stored.bylines.all()] == ["Ada Lindqvist"]
