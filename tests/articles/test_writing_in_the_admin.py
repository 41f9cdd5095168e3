"""The editor's form: every save is a revision, every button a verb."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Correction, Revision
from tests import factories, people
from tests.articles.admin_forms import ADD, as_shown, change_url, fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith(client):
    """An editor, logged in; the client is hers."""
    user = people.editor()
    client.force_login(user)
    return user


def errors_of(response):
    return response.context["adminform"].form.errors


def test_a_new_article_is_a_draft_with_one_revision(client, edith):
    client.post(reverse(ADD), fields())
    article = Article.objects.get()
    assert article.status == "draft"
    assert article.slug == "ferry-line-to-be-sold"
    assert [(one.number, one.author) for one in article.revisions.all()] == [(1, edith)]
    assert article.bylines.get().author.name == "Ada Lindqvist"


def test_publishing_from_the_form_puts_it_on_the_front_page(client, edith):
    client.post(reverse(ADD), fields("_publish"))
    article = Article.objects.get()
    assert article.is_published()
    assert article.headline in client.get("/").content.decode()


def test_opening_and_publishing_without_a_change_adds_nothing(client, edith):
    client.post(reverse(ADD), fields("_publish"))
    article = Article.objects.get()
    before = article.revisions.count()
    client.post(change_url(article), as_shown(client, article, "_publish"))
    assert article.revisions.count() == before
    article.refresh_from_db()
    assert article.updated_at is None


def test_publishing_says_everything_that_is_missing_and_keeps_the_text(client, edith):
    response = client.post(reverse(ADD), fields("_publish", bylines=[], body=""))
    assert set(errors_of(response)) == {"body", "bylines"}
    assert "Ferry line to be sold" in response.content.decode()
    assert not Article.objects.exists()


def test_what_was_refused_is_listed_with_ways_to_the_fields(client, edith):
    page = client.post(reverse(ADD), fields("_publish", bylines=[], body="")).content.decode()
    listed = page[page.index('<ul class="refused">') :]
    for field, label in [("body", "Body"), ("bylines", "Authors")]:
        assert f'<a href="#id_{field}_error">{label}</a>: ' in listed
        assert f'id="id_{field}_error"' in listed, "there is something that the link leads to"
    assert '<ul class="refused">' not in client.get(reverse(ADD)).content.decode()


def test_writing_starts_at_the_headline_and_never_on_a_button(client, edith):
    article = factories.draft(by=edith)
    for url in [reverse(ADD), change_url(article)]:
        page = client.get(url).content.decode()
        assert page.count("autofocus") == 1
        assert "autofocus" in page[page.index('name="headline"') :].split(">")[0]
        assert "admin/js/change_form.js" not in page, "it focuses the first button"


def test_the_list_says_where_changes_wait_and_dates_as_the_paper_prints_them(client, edith):
    told = "<small>changes wait</small>"
    at = datetime(2026, 3, 2, 20, 27, tzinfo=UTC)
    article = factories.published("The old headline", by=edith, publish_at=at)
    url = reverse("admin:articles_article_changelist")
    page = client.get(url).content.decode()
    assert told not in page and "2 Mar 2026, 20:27" in page
    article.write(by=edith, headline="The new headline")
    assert told in client.get(url).content.decode()
    assert told in client.get(change_url(article)).content.decode()


@pytest.mark.parametrize("wrong", ["999999", "x", "1' OR 1=1", "9" * 40])
def test_a_picture_that_is_not_there_is_refused_kindly(client, edith, wrong):
    response = client.post(reverse(ADD), fields(lead_image=wrong))
    assert "lead_image" in errors_of(response)
    assert not Article.objects.exists()


def test_a_draft_may_be_unfinished(client, edith):
    client.post(reverse(ADD), fields(bylines=[], body=""))
    assert Article.objects.get().status == "draft"


def test_the_body_is_cleaned_before_it_is_stored(client, edith):
    client.post(reverse(ADD), fields(body='<p onclick="x()">One</p><script>alert(1)</script>'))
    article = Article.objects.get()
    assert article.body == "<p>One</p>"
    assert "script" not in str(article.revisions.get().payload)


def test_a_body_over_the_cap_is_refused_with_a_message(client, edith):
    response = client.post(reverse(ADD), fields(body="<ul><li>" * 400))
    assert "body" in errors_of(response)
    assert not Article.objects.exists()


def test_saving_a_live_article_changes_nothing_that_the_public_sees(client, edith):
    article = factories.published("The old headline", by=edith)
    etag = client.get("/")["ETag"]
    client.post(change_url(article), as_shown(client, article, headline="The new headline"))
    assert client.get("/")["ETag"] == etag
    assert "The old headline" in client.get(article.get_absolute_url()).content.decode()
    form = client.get(change_url(article)).content.decode()
    assert "The new headline" in form, "the form shows the newest revision, not the live one"


def test_then_publishing_it_does(client, edith):
    article = factories.published("The old headline", by=edith)
    told = as_shown(client, article, "_publish", headline="The new headline")
    client.post(change_url(article), told)
    assert "The new headline" in client.get(article.get_absolute_url()).content.decode()
    article.refresh_from_db()
    assert article.updated_at


def test_a_correction_needs_a_note_and_is_shown_under_the_article(client, edith):
    article = factories.published(by=edith)
    told = as_shown(client, article, "_publish", body="<p>Right.</p>", change="correction")
    assert "note" in errors_of(client.post(change_url(article), told))
    client.post(change_url(article), told | {"note": "The mayor is a woman."})
    correction = Correction.objects.get()
    assert (correction.before.number, correction.after.kind) == (2, "correction")
    assert "The mayor is a woman." in client.get(article.get_absolute_url()).content.decode()


def test_a_note_alone_is_published_and_pressed_again_nothing_is_said_to_be_saved(client, edith):
    article = factories.published(by=edith)
    note = {"change": "correction", "note": "The mayor is a woman."}
    told = as_shown(client, article, "_publish", **note)
    answer = client.post(change_url(article), told, follow=True).content.decode()
    assert "is saved: live" in answer and "Nothing was changed" not in answer
    assert "The mayor is a woman." in client.get(article.get_absolute_url()).content.decode()
    told = as_shown(client, article, "_publish", **note)
    answer = client.post(change_url(article), told, follow=True).content.decode()
    assert "Nothing was changed" in answer and "is saved" not in answer
    assert Correction.objects.count() == 1


def test_withdrawing_needs_a_reason_and_answers_410(client, edith):
    article = factories.published(by=edith)
    told = as_shown(client, article, "_withdraw")
    assert "note" in errors_of(client.post(change_url(article), told))
    client.post(change_url(article), told | {"note": "The source lied."})
    assert client.get(article.get_absolute_url()).status_code == 410
    assert article.revisions.first().note == "The source lied."


def test_a_withdrawn_article_can_be_reinstated(client, edith):
    article = factories.withdrawn(by=edith)
    client.post(change_url(article), as_shown(client, article, "_reinstate"))
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_draft_is_sent_for_review(client, edith):
    article = factories.draft(by=edith)
    client.post(change_url(article), as_shown(client, article, "_submit"))
    article.refresh_from_db()
    assert article.status == "review"


def test_a_change_can_be_scheduled(client, edith):
    article = factories.published("Now", by=edith)
    later = timezone.now().replace(microsecond=0) + timedelta(hours=2)
    told = as_shown(
        client,
        article,
        "_publish",
        headline="Later",
        takes_effect_0=f"{later:%Y-%m-%d}",
        takes_effect_1=f"{later:%H:%M:%S}",
    )
    client.post(change_url(article), told)
    article.refresh_from_db()
    assert article.headline == "Now"
    assert Revision.objects.filter(publish_at=later).exists()


def test_of_two_editors_the_second_is_told_and_loses_no_word(client, edith):
    article = factories.draft("First", by=edith)
    opened = as_shown(client, article, headline="Mine")
    article.write(by=people.editor("tom", first_name="Tom", last_name="Okafor"), headline="Theirs")
    response = client.post(change_url(article), opened)
    page = response.content.decode()
    assert "Tom Okafor saved another version" in page
    assert "Mine" in page
    article.refresh_from_db()
    assert article.headline == "Theirs"


def test_sent_once_more_it_goes_on_top(client, edith):
    article = factories.draft("First", by=edith)
    opened = as_shown(client, article, headline="Mine")
    article.write(by=None, headline="Theirs")
    again = client.post(change_url(article), opened).context["adminform"].form
    client.post(change_url(article), opened | {"onto": again["onto"].value()})
    article.refresh_from_db()
    assert article.headline == "Mine"
    assert "Theirs" in [one.payload["headline"] for one in article.revisions.all()]


def test_the_order_of_the_authors_is_kept(client, edith):
    one, two = factories.author("Zora Last"), factories.author("Abel First")
    told = fields(bylines=[str(one.pk), str(two.pk)], **{"bylines-role": ["", "in Varn"]})
    client.post(reverse(ADD), told)
    credits = [(c.author.name, c.role) for c in Article.objects.get().bylines.all()]
    assert credits == [("Zora Last", ""), ("Abel First", "in Varn")]


@pytest.mark.parametrize("wrong", [["999999"], ["x"], ["1' OR 1=1"], ["9" * 40]])
def test_an_author_who_is_not_there_is_refused_kindly(client, edith, wrong):
    response = client.post(reverse(ADD), fields(bylines=wrong))
    assert "bylines" in errors_of(response)
    assert not Article.objects.exists()


def test_an_author_is_not_credited_twice(client, edith):
    pk = str(factories.author().pk)
    told = fields(bylines=[pk, pk], **{"bylines-role": ["", ""]})
    assert "bylines" in errors_of(client.post(reverse(ADD), told))


def test_an_address_that_another_article_had_is_refused(client, edith):
    factories.published(by=edith, slug="taken")
    assert "slug" in errors_of(client.post(reverse(ADD), fields(slug="taken")))


def test_it_cannot_expire_before_it_is_published(client, edith):
    told = fields(
        publish_at_0="2026-05-02",
        publish_at_1="10:00",
        expire_at_0="2026-05-01",
        expire_at_1="10:00",
    )
    assert "expire_at" in errors_of(client.post(reverse(ADD), told))


def test_the_list_asks_as_often_for_many_as_for_few(client, edith, django_assert_max_num_queries):
    url = reverse("admin:articles_article_changelist")
    for _ in range(3):
        factories.published(by=edith)
    client.get(url)
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    for _ in range(20):
        factories.published(by=edith)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url)


def test_articles_are_not_deleted_here(client):
    client.force_login(people.chief())
    article = factories.published()
    assert client.get(f"/admin/articles/article/{article.pk}/delete/").status_code == 403


@pytest.mark.parametrize("deed", ["_publish", "_withdraw", "_reinstate"])
def test_without_the_permission_the_buttons_do_nothing(client, deed):
    writer = people.editor("wendy")
    writer.groups.clear()
    from django.contrib.auth.models import Permission

    codes = ["view_article", "change_article"]
    writer.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(writer)
    article = factories.draft()
    page = client.get(change_url(article)).content.decode()
    assert f'name="{deed}"' not in page
    client.post(change_url(article), as_shown(client, article, deed, note="x"))
    article.refresh_from_db()
    assert article.status == "draft"


@pytest.mark.parametrize("who", [people.stranger, people.moderator])
def test_others_cannot_write(client, who):
    client.force_login(who())
    article = factories.draft("Untouched")
    assert client.post(reverse(ADD), fields()).status_code in (302, 403)
    client.post(change_url(article), fields(headline="Touched"))
    article.refresh_from_db()
    assert article.headline == "Untouched"
    assert Article.objects.count() == 1


def test_ending_preview_links_ends_them(client, edith):
    from articles.previews import preview_url

    article = factories.draft(by=edith)
    link = preview_url(article)
    assert client.get(link).status_code == 200
    client.post(change_url(article), as_shown(client, article, "_close_previews"))
    assert client.get(link).status_code == 404
