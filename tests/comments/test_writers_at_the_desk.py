"""Who wrote a comment, as far as moderators may know it: history, record, trust, the same browser."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Ban, Beat, Commenter, Note
from tests import factories, people
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
BROWSER, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def rita(db):
    return Commenter.objects.create(
        email="rita@hollow.example", name="Rita", confirmed_at=timezone.now()
    )


@pytest.fixture
def at_sports(mina):
    """A moderator who looks after one section alone."""
    Beat.objects.create(moderator=mina, section=factories.section("Sport"))
    client = Client()
    client.force_login(mina)
    return client


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_a_known_writer_has_a_page_with_their_record(desk, article, rita):
    for status in ("approved", "approved", "rejected", "spam", "pending", "withdrawn"):
        factories.comment(article, f"It was {status}.", status=status, commenter=rita)
    factories.comment(article, "Somebody else's.", status="approved")
    said = page(desk, f"/moderation/people/{rita.pk}/")
    assert "rita@hollow.example" in said
    for status in ("approved", "rejected", "spam", "pending"):
        assert f"It was {status}." in said
    assert "It was withdrawn." not in said and "Its author took it back." in said
    assert "50% of 4 that were ruled on were approved." in said
    assert "Somebody else" not in said


def test_the_history_says_why_and_what_was_noted(desk, article, rita, mina):
    comment = factories.comment(article, "It was rejected.", commenter=rita)
    comment.reject(by=mina, reason="insult")
    for by in (mina, people.moderator("ruben")):
        Note.objects.create(comment=comment, text=f"By {by}.", by=by, at=timezone.now())
    said = page(desk, f"/moderation/people/{rita.pk}/")
    assert "insults or harasses somebody</span>" in said
    assert "By mina." in said and "By ruben." in said
    assert said.count("/delete/") == 1


def test_a_comment_leads_to_its_known_writer(desk, article, rita):
    comment = factories.comment(article, commenter=rita)
    response = desk.get(f"/moderation/{comment.pk}/writer/")
    assert response["Location"] == f"/moderation/people/{rita.pk}/"


def test_of_an_unknown_writer_the_same_browser_and_machine_are_shown(desk, article, rita):
    one = factories.comment(
        article, "The one.", browser=BROWSER, address="198.51.100.7", email="typed@b.example"
    )
    factories.comment(article, "By browser.", browser=BROWSER)
    factories.comment(article, "By machine.", browser=OTHER, address="198.51.100.7")
    factories.comment(article, "By neither.", browser=OTHER, email="typed@b.example")
    said = page(desk, f"/moderation/{one.pk}/writer/")
    assert "By browser." in said and "By machine." in said
    assert "By neither." not in said
    assert "typed@b.example" in said and "unconfirmed" in said
    assert "same browser" in said and "same machine address" in said
    assert "198.51.100.7" not in said and str(BROWSER) not in said


def test_without_browser_and_address_nobody_else_is_meant(desk, article):
    one = factories.comment(article, "The one.")
    factories.comment(article, "Another without an address.")
    said = page(desk, f"/moderation/{one.pk}/writer/")
    assert "The one." in said and "Another without" not in said
    assert "nothing left by which" in said


def test_trust_is_explained(desk, article, rita, mina, settings):
    settings.COMMENTS_TRUST_AFTER = 2
    comments = [factories.comment(article, f"{n}", commenter=rita) for n in range(2)]
    said = page(desk, f"/moderation/people/{rita.pk}/")
    assert "Not trusted:" in said and "that takes 2 comments" in said
    for comment in comments:
        comment.approve(by=mina)
    said = page(desk, f"/moderation/people/{rita.pk}/")
    assert "Trusted:" in said and "Not trusted:" not in said


def test_where_nobody_is_trusted_the_page_says_so(desk, article, rita, settings):
    settings.COMMENTS_TRUST_AFTER = 0
    assert "here every comment is read" in page(desk, f"/moderation/people/{rita.pk}/")


def test_a_long_history_is_paged_by_the_same_queries(desk, article, rita):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as told:
            page(desk, f"/moderation/people/{rita.pk}/")
        return len(told)

    factories.comment(article, "First.", commenter=rita)
    few = queries()
    for number in range(25):
        factories.comment(article, f"Number {number}.", commenter=rita)
    assert queries() == few
    assert "Number 24." in page(desk, f"/moderation/people/{rita.pk}/")
    second = page(desk, f"/moderation/people/{rita.pk}/?page=2")
    assert "First." in second and "Number 24." not in second
    assert desk.get(f"/moderation/people/{rita.pk}/?page=9").status_code == 404


def test_looking_changes_nothing(desk, article, rita):
    unknown = factories.comment(article, browser=BROWSER)
    factories.comment(article, commenter=rita)
    before = all_rows()
    for url in (f"/moderation/people/{rita.pk}/", f"/moderation/{unknown.pk}/writer/"):
        page(desk, url)
        assert desk.head(url).status_code == 200
    assert all_rows() == before


@pytest.mark.parametrize("number", ["0", "99999", "9" * 30])
def test_nobody_has_no_page(desk, number):
    assert desk.get(f"/moderation/people/{number}/").status_code == 404
    assert desk.get(f"/moderation/{number}/writer/").status_code == 404


# Within a beat


def test_a_moderator_of_one_section_sees_what_was_written_there_alone(at_sports, article, rita):
    match = factories.published("The match", section=factories.section("Sport"))
    factories.comment(article, "In the world.", status="rejected", commenter=rita)
    assert at_sports.get(f"/moderation/people/{rita.pk}/").status_code == 404
    factories.comment(match, "At the match.", commenter=rita)
    said = page(at_sports, f"/moderation/people/{rita.pk}/")
    assert "At the match." in said and "In the world." not in said
    assert "were ruled on" not in said and "was ruled on" not in said


def test_the_same_browser_elsewhere_stays_elsewhere(at_sports, article):
    match = factories.published("The match", section=factories.section("Sport"))
    one = factories.comment(match, "At the match.", browser=BROWSER)
    factories.comment(article, "In the world.", browser=BROWSER)
    assert "In the world." not in page(at_sports, f"/moderation/{one.pk}/writer/")


# Their data


def test_staff_give_a_copy_of_somebodys_data(desk, article, rita):
    factories.comment(article, "Hers.", commenter=rita, name="Rita")
    factories.comment(article, "Not hers.", name="Olga")
    before = all_rows()
    url = f"/moderation/people/{rita.pk}/data/"
    assert "Download the copy" in page(desk, url)
    response = desk.post(url, {"copy": "1"})
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    told = response.json()
    assert [one["text"] for one in told["comments"]] == ["Hers."]
    assert all_rows() == before


def test_staff_erase_somebody_once_they_are_sure(desk, article, rita):
    comment = factories.comment(article, "Hers.", status="approved", commenter=rita, name="Rita")
    url = f"/moderation/people/{rita.pk}/data/"
    before = all_rows()
    refused = desk.post(url, {"erase": "1"})
    assert refused.status_code == 422 and "Tick the box" in refused.content.decode()
    assert all_rows() == before
    assert desk.post(url, {"erase": "1", "sure": "1"}).status_code == 302
    comment.refresh_from_db()
    assert (comment.text, comment.commenter) == ("", None)
    assert not Commenter.objects.known().exists()
    assert desk.post(url, {"erase": "1", "sure": "1"}).status_code == 404


def test_a_moderator_of_one_section_neither_copies_nor_erases(at_sports, rita):
    match = factories.published("The match", section=factories.section("Sport"))
    factories.comment(match, "At the match.", commenter=rita)
    before = all_rows()
    url = f"/moderation/people/{rita.pk}/data/"
    assert "/data/" not in page(at_sports, f"/moderation/people/{rita.pk}/")
    assert at_sports.get(url).status_code == 403
    for deed in ({"copy": "1"}, {"erase": "1", "sure": "1"}):
        assert at_sports.post(url, deed).status_code == 403
    assert all_rows() == before


def test_an_erased_person_under_a_ban_has_a_page_without_them(desk, article, rita, mina):
    factories.comment(article, "Hers.", commenter=rita, name="Rita")
    Ban.impose(by=mina, commenter=rita, reason="insult", until=timezone.now() + timedelta(days=9))
    desk.post(f"/moderation/people/{rita.pk}/data/", {"erase": "1", "sure": "1"})
    for url in (f"/moderation/people/{rita.pk}/", "/moderation/bans/"):
        said = page(desk, url)
        assert "hollow.example" not in said and ".invalid" not in said
        assert "whose data were erased" in said


def test_an_editor_sees_no_writers(article, rita):
    comment = factories.comment(article, commenter=rita)
    client = Client()
    client.force_login(people.editor())
    for url in (
        f"/moderation/people/{rita.pk}/",
        f"/moderation/{comment.pk}/writer/",
        f"/moderation/people/{rita.pk}/data/",
        "/moderation/bans/",
        "/moderation/statistics/",
    ):
        response = client.get(url)
        assert response.status_code == 403 and "Rita" not in response.content.decode()
