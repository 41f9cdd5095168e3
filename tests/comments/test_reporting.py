"""Reporting a comment: anybody, without a login, once; several readers hide it, a moderator decides."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.law.reporting import FROM_ONE_ADDRESS, MAILS_TO_ONE_ADDRESS, file
from comments.models import Comment, Report
from portal.outbox import Mail
from tests import factories, people
from tests.comments.at_once import at_once
from tests.comments.pages import Page
from tests.comments.reporters import Reporter, at_the_desk, decides, known
from tests.comments.rows import all_rows
from tests.comments.sending import OURS

pytestmark = pytest.mark.django_db
NOT_PUBLIC = ["pending", "rejected", "spam", "withdrawn"]


@pytest.fixture
def comment():
    article = factories.published("The bridge")
    return factories.comment(article, "You fool.", "approved", name="Ann Author")


def report_url(comment):
    return reverse("comments:report", kwargs={"pk": comment.pk})


def notice_url(comment):
    return reverse("comments:notice", kwargs={"pk": comment.pk})


def from_a_crowd(comment, count=3, **fields):
    answers = []
    for number in range(count):
        answers.append(Reporter(f"203.0.113.{number + 1}").reports(comment, **fields))
    return answers


# One report


def test_a_link_and_a_button_report_it(comment):
    reader = Reporter()
    answer = reader.reports(comment, "insult")
    assert answer.status_code == 303
    report = Report.objects.get()
    assert (report.comment, report.kind, report.reason) == (comment, "breach", "insult")
    assert report.address and report.address_until
    assert b"Received" in reader.client.get(answer.url).content
    assert Comment.objects.public().exists(), "one reader hides nothing"


@pytest.mark.parametrize("page", [report_url, notice_url])
def test_looking_changes_nothing_and_sets_no_cookie(comment, page):
    before = all_rows()
    answer = Reporter().client.get(page(comment))
    assert answer.status_code == 200 and not answer.cookies
    assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]
    assert all_rows() == before


def test_the_same_browser_is_told_that_it_has_reported(comment):
    reader = Reporter()
    first = reader.reports(comment)
    page = reader.client.get(report_url(comment))
    assert first.url in Page(page).links()
    form = Reporter("203.0.113.99").opens(report_url(comment))
    again = reader.sends(report_url(comment), form | {"reason": "off_topic"})
    assert again.url == first.url
    assert Report.objects.count() == 1


def test_a_form_sent_twice_is_one_report_though_the_browser_keeps_no_cookie(comment):
    form = Reporter().opens(report_url(comment)) | {"reason": "insult"}
    answers = [Reporter().sends(report_url(comment), form) for _twice in range(2)]
    assert answers[0].url == answers[1].url
    assert Report.objects.count() == 1


def test_a_receipt_of_another_comment_is_not_given_away(comment):
    other = factories.comment(comment.article, "Another.", "approved")
    secret = Reporter().reports(other).url.rstrip("/").rsplit("/", 1)[1]
    stranger = Reporter("203.0.113.9")
    form = stranger.opens(report_url(comment)) | {"reason": "insult", "receipt": secret}
    assert secret not in stranger.sends(report_url(comment), form).url
    assert Report.objects.count() == 2


def test_once_decided_it_may_be_reported_anew_only_after_the_text_changed(comment):
    reader = Reporter()
    reader.reports(comment)
    decides(at_the_desk(people.moderator()), comment, remove="no")
    assert b"already" in reader.client.get(report_url(comment)).content
    comment.refresh_from_db()
    comment.edit(by=None, text="You great fool.")
    assert reader.reports(comment).status_code == 303
    assert Report.objects.count() == 2


@pytest.mark.parametrize("page", [report_url, notice_url])
@pytest.mark.parametrize("status", NOT_PUBLIC)
def test_what_nobody_sees_cannot_be_reported_nor_found_out(status, page):
    article = factories.published()
    hidden = factories.comment(article, "Secret words.", status)
    shown = factories.comment(article, "Shown.", "approved")
    reader = Reporter()
    nothing = reader.client.get(page(Comment(pk=987654)))
    answer = reader.client.get(page(hidden))
    assert answer.status_code == nothing.status_code == 404
    assert b"Secret words" not in answer.content
    form = reader.opens(page(shown)) | {"reason": "insult"}
    assert reader.sends(page(hidden), form).status_code == 404
    assert not Report.objects.exists()


def test_nor_below_an_article_that_is_gone(comment):
    comment.article.withdraw(by=None, reason="A mistake.")
    assert Reporter().client.get(report_url(comment)).status_code == 410


def test_what_was_hidden_while_the_form_was_open_is_not_shown_again(comment):
    reader = Reporter()
    form = reader.opens(notice_url(comment))
    comment.reject(by=None, reason="insult")
    answer = reader.sends(notice_url(comment), form | {"explanation": "My long words."})
    assert answer.status_code == 409
    assert b"My long words." in answer.content and b"You fool" not in answer.content
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_no_other_site_reports_by_a_readers_hand(comment, headers):
    reader = Reporter()
    form = reader.opens(report_url(comment)) | {"reason": "insult", "explanation": "My words."}
    answer = reader.sends(report_url(comment), form, headers)
    assert answer.status_code == 403 and b"My words." in answer.content
    assert reader.sends(report_url(comment), form | {"proof": "x"}).status_code == 403
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"reason": "rule"},
        {"reason": "other", "explanation": "  "},
        {"email": "nobody"},
        {"receipt": "x"},
        {"explanation": "x" * 5001},
    ],
)
def test_bad_input_is_refused_kindly(comment, wrong):
    reader = Reporter()
    form = reader.opens(report_url(comment)) | {"reason": "insult", "explanation": "My words."}
    answer = reader.sends(report_url(comment), form | wrong)
    assert answer.status_code == 422
    assert (wrong.get("explanation") or "My words.").encode() in answer.content
    assert not Report.objects.exists()


@pytest.mark.parametrize("seen", ["", "x", "-1", "99999999999999999999999"])
def test_a_strange_version_is_no_error(comment, seen):
    reader = Reporter()
    form = reader.opens(report_url(comment)) | {"reason": "insult", "seen": seen}
    assert reader.sends(report_url(comment), form).status_code == 303
    assert Report.objects.get().text_version == 1


def test_one_address_reports_so_many_times_an_hour_and_keeps_its_words(comment):
    for _one in range(FROM_ONE_ADDRESS):
        file_one(comment, address="203.0.113.5")
    answer = Reporter().reports(comment, explanation="My words.")
    assert answer.status_code == 429 and answer["Retry-After"]
    assert b"My words." in answer.content
    assert Reporter("203.0.113.6").reports(comment).status_code == 303


def test_a_forged_header_is_no_other_address(comment):
    for _number in range(FROM_ONE_ADDRESS):
        file_one(comment, address="203.0.113.5")
    reader = Reporter()
    form = reader.opens(report_url(comment)) | {"reason": "insult"}
    headers = OURS | {"X-Forwarded-For": "8.8.8.8"}
    assert reader.sends(report_url(comment), form, headers).status_code == 429


def file_one(comment, address="203.0.113.5", at=None, **said):
    return file(
        comment,
        said.pop("kind", "breach"),
        browser=said.pop("browser", None) or uuid.uuid4(),
        address=address,
        receipt=uuid.uuid4(),
        seen=comment.text_version,
        at=at or timezone.now(),
        **said,
    )


# Receipts


def test_a_receipt_is_mailed_to_who_gave_an_address_and_quotes_nothing(comment):
    Reporter().reports(comment, email="vera@readers.example", explanation="Buy at evil.example")
    mail = Mail.objects.get()
    assert mail.to == "vera@readers.example"
    assert "evil" not in mail.text and "You fool" not in mail.text


def test_nobody_is_flooded_with_receipts_by_a_stranger(comment, settings):
    settings.COMMENTS_HOLD_AFTER_REPORTS = 0
    for number in range(MAILS_TO_ONE_ADDRESS + 5):
        file_one(comment, address=f"203.0.113.{number}", email="victim@example.org")
    assert Mail.objects.filter(to="victim@example.org").count() == MAILS_TO_ONE_ADDRESS


# Several readers


def test_several_readers_hide_it_until_a_moderator_has_looked(comment, client):
    known(comment)
    from_a_crowd(comment, 2)
    assert Comment.objects.public().exists()
    Reporter("203.0.113.3").reports(comment)
    comment.refresh_from_db()
    assert comment.status == "pending"
    ruling = comment.decisions.last()
    assert (ruling.reason, ruling.moderator) == ("reported", None)
    assert b"You fool" not in client.get(comment.article.get_absolute_url()).content
    reasons = Mail.objects.get(to="ann@writers.example")
    assert "automated means" in reasons.text and "Several readers" in reasons.text


def test_one_household_or_one_browser_does_not(comment):
    browser = uuid.uuid4()
    for number in range(5):
        file_one(comment, address="203.0.113.5")
        file_one(comment, address=f"198.51.100.{number}", browser=browser)
        file_one(comment, address="")
    assert Comment.objects.public().exists()


def test_zero_hides_none(comment, settings):
    settings.COMMENTS_HOLD_AFTER_REPORTS = 0
    from_a_crowd(comment, 4)
    assert Comment.objects.public().exists()


@pytest.mark.parametrize("how", ["approve", "undo", "stays"])
def test_once_a_moderator_let_it_stand_more_reports_only_queue(comment, how):
    mina = people.moderator()
    from_a_crowd(comment, 2 if how == "stays" else 3)
    comment.refresh_from_db()
    if how == "stays":
        decides(at_the_desk(mina), comment, remove="no")
    else:
        getattr(comment, how)(by=mina)
    for number in range(20, 25):
        Reporter(f"203.0.113.{number}").reports(comment)
    assert Comment.objects.public().exists()
    assert Report.objects.open().count() >= 5


def test_but_another_text_is_another_matter(comment):
    from_a_crowd(comment, 3)
    comment.refresh_from_db()
    comment.approve(by=people.moderator())
    comment.edit(by=None, text="You bigger fool.")
    for number in range(20, 23):
        Reporter(f"203.0.113.{number}").reports(comment)
    comment.refresh_from_db()
    assert comment.status == "pending"


def test_a_report_on_an_approved_comment_waits_until_it_is_decided(comment):
    comment.approve(by=people.moderator("old"))
    Reporter().reports(comment)
    desk = at_the_desk(people.moderator())
    assert b"Ann Author" in desk.get(reverse("moderation:reports")).content
    decides(desk, comment, remove="no")
    assert b"Nothing is reported" in desk.get(reverse("moderation:reports")).content


@pytest.mark.django_db(transaction=True)
def test_one_browser_that_reports_twice_at_once_has_reported_once():
    comment = factories.comment(factories.published(), "You fool.", "approved")
    browser = uuid.uuid4()
    at_once(*[lambda: file_one(comment, browser=browser) for _twice in range(4)])
    assert Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_readers_who_report_at_once_are_all_counted():
    comment = factories.comment(factories.published(), "You fool.", "approved")
    at_once(*[lambda n=n: file_one(comment, address=f"203.0.113.{n}") for n in range(3)])
    comment.refresh_from_db()
    assert comment.status == "pending"
    assert comment.decisions.filter(reason="reported").count() == 1


def test_the_address_of_who_reported_has_its_date(comment, settings):
    file_one(comment)
    report = Report.objects.get()
    keep = timedelta(days=settings.COMMENTS_KEEP_ADDRESS_DAYS)
    assert report.address_until == report.at + keep
