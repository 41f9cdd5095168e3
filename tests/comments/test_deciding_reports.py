"""Deciding reports at the desk: two answers, one winner, everybody told, and all of it can be undone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.law.appeals import appeal_to
from comments.law.deciding import decide
from comments.models import Beat, Comment, Decision, Report
from portal.outbox import Mail
from tests import factories, people
from tests.comments.at_once import at_once
from tests.comments.pages import Page
from tests.comments.reporters import Reporter, at_the_desk, decides, known
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
TO_NORA = {"to": "nora@notices.example"}


@pytest.fixture
def comment():
    return factories.comment(factories.published("The bridge"), "You fool.", "approved")


@pytest.fixture
def mina():
    return people.moderator()


def page_of(comment):
    return reverse("moderation:decide_reports", kwargs={"pk": comment.pk})


def reported(comment):
    Reporter("203.0.113.1").gives_notice(comment)
    Reporter("203.0.113.2").reports(comment, email="vera@readers.example")
    return list(comment.reports.values_list("pk", flat=True))


@pytest.mark.parametrize("illegal", ["yes", "no", ""])
@pytest.mark.parametrize("remove", ["yes", "no"])
def test_illegal_and_removed_are_two_answers(comment, mina, illegal, remove):
    reported(comment)
    answers = {"illegal": illegal, "remove": remove, "told": "We read it twice."}
    answers |= {"reason": "insult", "note": "“Fool” is an insult."} if remove == "yes" else {}
    assert decides(at_the_desk(mina), comment, **answers).status_code == 302
    assert {(one.illegal, one.removed) for one in Report.objects.all()} == {
        (illegal, remove == "yes")
    }
    assert Comment.objects.public().exists() == (remove == "no")
    for email in ("nora@notices.example", "vera@readers.example"):
        told = Mail.objects.filter(to=email).last()
        assert "We read it twice." in told.text and told.not_before > timezone.now()


@pytest.mark.parametrize(
    "lacking",
    [
        {"remove": ""},
        {"remove": "yes"},
        {"remove": "yes", "reason": "illegal"},
        {"remove": "yes", "reason": "other"},
        {"remove": "no", "illegal": "yes"},
        {"remove": "no", "illegal": "perhaps"},
    ],
)
def test_an_answer_that_lacks_something_is_refused_with_all_that_was_typed(comment, mina, lacking):
    reported(comment)
    extra = {} if lacking.get("illegal") == "yes" else {"told": "My words."}
    answer = decides(at_the_desk(mina), comment, **extra, **lacking)
    assert answer.status_code == 422
    assert not extra or b"My words." in answer.content
    assert Report.objects.open().count() == 2 and Comment.objects.public().exists()


def test_of_two_moderators_one_wins_and_the_other_is_told_who(comment, mina):
    reported(comment)
    other = at_the_desk(people.moderator("moritz"))
    form = Page(other.get(page_of(comment))).form
    decides(at_the_desk(mina), comment, remove="no")
    late = {"remove": "yes", "reason": "insult", "note": "My words."}
    answer = other.post(page_of(comment), form | late)
    assert answer.status_code == 422 and b"mina" in answer.content
    assert Comment.objects.public().exists()
    assert Decision.objects.filter(reason="confirmed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_and_so_it_is_at_the_same_moment():
    comment = factories.comment(factories.published(), "You fool.", "approved")
    ids = reported(comment)
    both = [people.moderator("mina"), people.moderator("moritz")]

    def deed(by, remove):
        seen = Comment.objects.get(pk=comment.pk)
        return lambda: decide(seen, by=by, seen_reports=ids, remove=remove, reason="insult")

    won = at_once(deed(both[0], True), deed(both[1], False))
    assert sorted(won) == [False, True]
    assert Comment.objects.public().exists() == won[1]
    assert {one.closed_by for one in Report.objects.all()} == {both[0] if won[0] else both[1]}


def test_a_text_changed_meanwhile_is_looked_at_again(comment, mina):
    reported(comment)
    desk = at_the_desk(mina)
    form = Page(desk.get(page_of(comment))).form
    comment.edit(by=None, text="You wise man.")
    answer = desk.post(page_of(comment), form | {"remove": "yes", "reason": "insult"})
    assert answer.status_code == 422 and b"changed meanwhile" in answer.content
    assert b"You wise man." in answer.content
    again = Page(answer).form | {"remove": "no"}
    assert desk.post(page_of(comment), again).status_code == 302


def test_a_notice_that_came_meanwhile_is_not_answered_unseen(comment, mina):
    Reporter().reports(comment)
    desk = at_the_desk(mina)
    form = Page(desk.get(page_of(comment))).form
    Reporter("203.0.113.8").gives_notice(comment)
    desk.post(page_of(comment), form | {"remove": "no"})
    assert Report.objects.open().get().is_notice


def test_undo_takes_the_mails_back_and_opens_the_reports_again(comment, mina):
    known(comment)
    reported(comment)
    desk = at_the_desk(mina)
    decides(desk, comment, remove="yes", reason="insult")
    comment.refresh_from_db()
    assert Mail.objects.filter(text__contains="decision").exists()
    assert comment.undo(by=mina)
    assert Report.objects.open().count() == 2
    assert not Mail.objects.exclude(key__endswith=":receipt").exists()
    assert Report.objects.filter(illegal="", answer="", removed=None).count() == 2
    decides(desk, comment, remove="no")
    assert "stays" in Mail.objects.filter(**TO_NORA).last().text


def test_undoing_that_it_stays_opens_them_too(comment, mina):
    reported(comment)
    decides(at_the_desk(mina), comment, remove="no")
    comment.refresh_from_db()
    assert comment.undo(by=mina)
    assert Report.objects.open().count() == 2


def test_a_removal_made_in_the_queue_answers_the_reports_too(comment, mina):
    reported(comment)
    comment.reject(by=mina, reason="insult")
    assert not Report.objects.open().exists()
    assert set(Report.objects.values_list("removed", "illegal")) == {(True, "")}
    assert Mail.objects.filter(about=comment.last_ruling().mails, **TO_NORA).exists()


def test_an_approval_in_the_queue_answers_breaches_but_no_notice(comment, mina):
    Reporter("203.0.113.1").gives_notice(comment)
    for number in range(2, 4):
        Reporter(f"203.0.113.{number}").reports(comment)
    comment.refresh_from_db()
    assert comment.status == "pending"
    comment.approve(by=mina)
    assert Report.objects.open().get().is_notice


def test_what_its_author_took_back_is_answered_without_a_ruling(comment, mina):
    reported(comment)
    comment.withdraw()
    before = Decision.objects.count()
    assert decides(at_the_desk(mina), comment, remove="no", illegal="no").status_code == 302
    assert not Report.objects.open().exists() and Decision.objects.count() == before


# Who may


def test_a_moderator_of_another_section_sees_and_does_nothing(comment, mina):
    reported(comment)
    Beat.objects.create(moderator=mina, section=factories.section("Sport"))
    desk = at_the_desk(mina)
    assert b"Nothing is reported" in desk.get(reverse("moderation:reports")).content
    assert desk.get(page_of(comment)).status_code == 404
    answers = {"remove": "yes", "reason": "insult", "seen": "approved:1", "reports": "1"}
    assert desk.post(page_of(comment), answers).status_code == 404
    assert Comment.objects.public().exists()


@pytest.mark.parametrize("who", [people.stranger, people.editor, None])
@pytest.mark.parametrize("name", ["reports", "decide_reports", "appeals"])
def test_others_do_not_come_in(client, comment, who, name):
    if who:
        client.force_login(who())
    kwargs = {"pk": comment.pk} if name == "decide_reports" else {}
    answer = client.get(reverse(f"moderation:{name}", kwargs=kwargs))
    assert answer.status_code == (403 if who else 302)


def test_the_list_holds_what_is_reported_and_nothing_else(comment, mina):
    factories.comment(comment.article, "Nobody minds this.", "approved")
    assert b"Nothing is reported" in at_the_desk(mina).get(reverse("moderation:reports")).content
    reported(comment)
    said = at_the_desk(mina).get(reverse("moderation:reports")).content.decode()
    assert "1 notice of illegal content · 1 report<" in said
    assert "You fool." in said and "Nobody minds this." not in said


def test_looking_changes_nothing(comment, mina):
    reported(comment)
    desk = at_the_desk(mina)
    desk.get(reverse("moderation:reports"))
    before = all_rows()
    assert desk.get(reverse("moderation:reports")).status_code == 200
    assert desk.get(page_of(comment)).status_code == 200
    assert all_rows() == before


def test_saved_twice_is_decided_once(comment, mina):
    reported(comment)
    desk = at_the_desk(mina)
    form = Page(desk.get(page_of(comment))).form | {"remove": "no"}
    assert desk.post(page_of(comment), form).status_code == 302
    assert desk.post(page_of(comment), form).status_code == 422
    assert Decision.objects.filter(reason="confirmed").count() == 1
    assert Mail.objects.filter(**TO_NORA).count() == 2  # the receipt, and the decision


def test_the_list_asks_as_often_however_long_it_is(mina, django_assert_max_num_queries):
    article = factories.published("The bridge")
    for number in range(8):
        one = factories.comment(article, f"Number {number}", "approved")
        Reporter(f"203.0.113.{number}").reports(one)
    desk = at_the_desk(mina)
    with django_assert_max_num_queries(12):
        desk.get(reverse("moderation:reports"))


def test_the_moment_of_the_mail_is_after_the_time_for_undo(comment, mina, settings):
    settings.COMMENTS_UNDO_MINUTES = 7
    ids = reported(comment)
    at = timezone.now() + timedelta(hours=1)
    decide(comment, by=mina, seen_reports=ids, remove=False, at=at)
    assert Mail.objects.filter(**TO_NORA).last().not_before == at + timedelta(minutes=7)


def told(email="vera@readers.example"):
    mails = Mail.objects.filter(to=email, key__contains=":decided:")
    return [mail.text for mail in mails.order_by("id")]


def test_a_contrary_ruling_before_anybody_was_told_answers_anew(comment, mina):
    reported(comment)
    comment.reject(by=mina, reason="insult")
    comment.approve(by=people.moderator("moritz"))
    (text,) = told()
    assert "it stays" in text
    assert told("nora@notices.example") == []
    assert Report.objects.open().get().is_notice  # an approval answers no notice


def test_a_contrary_ruling_later_leaves_what_was_told(comment, mina, settings):
    reported(comment)
    now = timezone.now()
    comment.reject(by=mina, reason="insult", at=now)
    comment.approve(by=mina, at=now + timedelta(minutes=settings.COMMENTS_UNDO_MINUTES))
    (text,) = told()
    assert "no longer shown" in text and not Report.objects.open().exists()


def test_a_like_ruling_keeps_the_answer(comment, mina):
    reported(comment)
    decides(at_the_desk(mina), comment, illegal="no", told="We read it twice.")
    comment.confirm(by=people.moderator("moritz"))
    comment.refresh_from_db()
    comment.hold_as_reported(timezone.now())
    for email in ("nora@notices.example", "vera@readers.example"):
        (text,) = told(email)
        assert "We read it twice." in text


@pytest.mark.parametrize("deed", ["mark_as_spam", "erase", "withdraw"])
def test_reporters_are_told_whatever_else_becomes_of_it(comment, mina, deed):
    reported(comment)
    comment.reject(by=mina, reason="insult")
    if deed == "erase":
        comment.erase(by=None, at=timezone.now())
    elif deed == "withdraw":
        comment.withdraw()
    else:
        comment.mark_as_spam(by=mina)
    for email in ("nora@notices.example", "vera@readers.example"):
        (text,) = told(email)
        assert "no longer shown" in text


def test_what_was_appealed_is_not_opened_again(comment, mina):
    reported(comment)
    decides(at_the_desk(mina), comment, illegal="no")
    notice = Report.objects.notices().get()
    assert appeal_to(notice, "It is.", "", timezone.now())
    comment.refresh_from_db()
    comment.undo(by=mina)
    notice.refresh_from_db()
    assert notice.removed is False
    assert not Report.objects.open().notices().exists()
