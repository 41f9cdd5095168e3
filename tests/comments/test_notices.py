"""A notice of illegal content (Art. 16): what it needs, what its sender is told, what nobody else sees."""

import pytest
from django.urls import reverse

from comments.models import Comment, Report
from portal.outbox import Mail
from tests import factories
from tests.comments.pages import Page
from tests.comments.reporters import BECAUSE, Reporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment():
    return factories.comment(factories.published("The bridge"), "He stole it.", "approved")


def url(comment):
    return reverse("comments:notice", kwargs={"pk": comment.pk})


def test_the_place_is_there_already_and_may_be_made_more_exact(comment, settings):
    reader = Reporter()
    form = reader.opens(url(comment))
    assert form["place"] == f"{settings.SITE_URL}/comments/{comment.pk}/"
    reader.gives_notice(comment, place=form["place"] + "\nthe second sentence", law="Section 187")
    notice = Report.objects.get()
    assert notice.place.endswith("the second sentence")
    assert BECAUSE in notice.explanation and "Section 187" in notice.explanation
    assert notice.good_faith and notice.email == "nora@notices.example"


@pytest.mark.parametrize(
    "lacking",
    [
        {"explanation": ""},
        {"explanation": "It is bad."},
        {"place": " "},
        {"name": "\u200b"},
        {"email": ""},
        {"email": "nora"},
        {"good_faith": ""},
        {"category": "nonsense"},
        {"place": "x" * 501},
    ],
)
def test_what_the_law_asks_for_must_be_there(comment, lacking):
    answer = Reporter().gives_notice(comment, **lacking)
    assert answer.status_code == 422
    page = Page(answer)
    assert "errors" in page.ids
    if "explanation" not in lacking:
        assert page.form["explanation"] == BECAUSE
    assert not Report.objects.exists() and not Mail.objects.exists()


def test_whoever_reports_the_abuse_of_a_child_need_not_say_who_they_are(comment):
    answer = Reporter().gives_notice(comment, protects_a_child="on", name="", email="")
    assert answer.status_code == 303
    notice = Report.objects.get()
    assert notice.protects_a_child and not notice.name
    assert not Mail.objects.exists()


def test_one_notice_hides_nothing(comment):
    Reporter().gives_notice(comment)
    assert Comment.objects.public().exists()


def test_the_receipt_comes_at_once_and_says_that_people_decide(comment):
    Reporter().gives_notice(comment)
    mail = Mail.objects.get()
    assert mail.not_before == Report.objects.get().at
    assert "A person reads it and decides" in mail.text
    assert "He stole it" not in mail.text and BECAUSE not in mail.text


def test_a_breach_reported_by_the_same_browser_is_another_matter(comment):
    reader = Reporter()
    reader.reports(comment)
    reader.gives_notice(comment)
    assert Report.objects.breaches().count() == Report.objects.notices().count() == 1
