"""Appeals (Art. 20): by signed link, in time, once, decided by another moderator; granting restores."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.law.addresses import address_of, appeal_address_of
from comments.law.appeals import appeal_to
from comments.models import Appeal, Ban, Beat, Comment, Discussion
from portal.outbox import Mail
from tests import factories, people
from tests.comments.at_once import at_once
from tests.comments.pages import Page
from tests.comments.reporters import Reporter, at_the_desk, decides, known
from tests.comments.rows import all_rows
from tests.comments.sending import OURS

pytestmark = pytest.mark.django_db
LATE = timedelta(minutes=10)


@pytest.fixture
def mina():
    return people.moderator("mina")


@pytest.fixture
def moritz():
    return people.moderator("moritz")


@pytest.fixture
def removed(mina):
    """A comment with a reply, both approved; then the comment was removed."""
    article = factories.published("The bridge")
    comment = factories.comment(article, "You fool.", "approved", name="Ann Author")
    factories.comment(article, "No, you.", "approved", parent=comment)
    comment.reject(by=mina, reason="insult")
    return comment


def ruling(comment):
    return comment.decisions.last()


def appeal(comment, **fields):
    return appeal_to(ruling(comment), "I am right.", fields.get("email", ""), timezone.now())


def desk_page(one):
    return reverse("moderation:decide_appeal", kwargs={"pk": one.pk})


# Making one


def test_it_is_made_by_the_link_and_how_it_stands_is_told_there(removed):
    ann = Reporter()
    page = appeal_address_of(ruling(removed))
    answer = ann.appeals(page)
    assert answer.status_code == 303
    assert b"has arrived" in ann.client.get(page).content
    made = Appeal.objects.get()
    assert (made.decision, made.comment) == (ruling(removed), removed)


def test_there_is_one_against_a_ruling_and_another_text_is_kept(removed):
    ann = Reporter()
    page = appeal_address_of(ruling(removed))
    form = ann.opens(page) | {"text": "I am right."}
    for _twice in range(2):
        assert ann.sends(page, form).status_code == 303
    answer = ann.sends(page, form | {"text": "And more."})
    assert answer.status_code == 409 and b"And more." in answer.content
    assert Appeal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_one():
    mina = people.moderator("mina")
    comment = factories.comment(factories.published(), "You fool.", "approved")
    comment.reject(by=mina, reason="insult")
    made = at_once(*[lambda: appeal(comment) for _twice in range(3)])
    assert Appeal.objects.count() == 1
    assert len([one for one in made if one]) == 1


def test_it_can_be_made_for_six_months(removed, settings):
    days = timedelta(days=settings.COMMENTS_APPEAL_DAYS)
    told = timedelta(minutes=settings.COMMENTS_UNDO_MINUTES)
    last = ruling(removed).at + told + days
    assert days >= timedelta(days=183)
    assert appeal_to(ruling(removed), "Late.", "", last + timedelta(seconds=1)) is None
    assert appeal_to(ruling(removed), "In time.", "", last)


def test_too_late_on_the_page(removed, client):
    removed.decisions.update(at=timezone.now() - timedelta(days=400))
    assert b"no longer be appealed" in client.get(appeal_address_of(ruling(removed))).content
    assert b"time for an appeal is over" in client.get(address_of(ruling(removed))).content


@pytest.mark.parametrize("wrong", [{"text": " "}, {"email": "ann"}, {"text": "x" * 5001}])
def test_bad_input_is_refused_kindly(removed, wrong):
    ann = Reporter()
    page = appeal_address_of(ruling(removed))
    answer = ann.sends(page, ann.opens(page) | {"text": "I am right."} | wrong)
    assert answer.status_code == 422
    assert wrong.get("text", "I am right.").strip() in answer.content.decode()
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("headers", [{}, OURS | {"Sec-Fetch-Site": "cross-site"}])
def test_no_other_site_appeals_for_somebody(removed, headers):
    ann = Reporter()
    page = appeal_address_of(ruling(removed))
    answer = ann.sends(page, ann.opens(page) | {"text": "My words."}, headers)
    assert answer.status_code == 403 and b"My words." in answer.content
    assert not Appeal.objects.exists()


def test_an_approval_and_a_report_of_a_breach_have_nothing_to_appeal(mina, client):
    comment = factories.comment(factories.published(), "You fool.", "approved")
    assert client.get(appeal_address_of(ruling(comment))).status_code == 404
    Reporter().reports(comment)
    decides(at_the_desk(mina), comment, remove="no")
    assert appeal_to(comment.reports.get(), "No.", "", timezone.now()) is None


# Deciding it


def test_whoever_ruled_cannot_decide_it_whatever_else_they_may_do(removed):
    chief = people.chief()
    other = factories.comment(removed.article, "You too.", "approved")
    other.reject(by=chief, reason="insult")
    one = appeal(other)
    assert not one.decide(chief, True, "Yes.", timezone.now())
    desk = at_the_desk(chief)
    assert b"somebody else must decide" in desk.get(desk_page(one)).content
    answer = desk.post(desk_page(one), {"granted": "yes", "answer": "Yes.", "seen": ""})
    assert answer.status_code == 409
    one.refresh_from_db()
    assert one.decided_at is None


def test_granting_restores_everything(removed, moritz, client):
    before = Discussion.objects.get().approved
    assert appeal(removed).decide(moritz, True, "You are.", timezone.now())
    removed.refresh_from_db()
    assert removed.is_public
    assert Discussion.objects.get().approved == before + 1
    last = ruling(removed)
    assert (last.reason, last.moderator, last.status_after) == ("restored", moritz, "approved")
    page = client.get(removed.article.get_absolute_url()).content
    assert b"You fool." in page and b"No, you." in page


def test_refusing_leaves_it_and_gives_reasons(removed, moritz, client):
    one = appeal(removed, email="ann@writers.example")
    page = Page(at_the_desk(moritz).get(desk_page(one))).form
    answers = {"granted": "no", "answer": "It is an insult in any court."}
    assert at_the_desk(moritz).post(desk_page(one), page | answers).status_code == 302
    removed.refresh_from_db()
    assert removed.status == "rejected"
    assert "any court" in Mail.objects.get(to="ann@writers.example").text
    assert b"any court" in client.get(appeal_address_of(ruling(removed))).content


def test_it_is_decided_once(removed, moritz):
    one = appeal(removed)
    assert one.decide(moritz, False, "No.", timezone.now())
    assert not one.decide(people.moderator("third"), True, "Yes.", timezone.now())
    removed.refresh_from_db()
    assert removed.status == "rejected"


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_decides():
    comment = factories.comment(factories.published(), "You fool.", "approved")
    comment.reject(by=people.moderator("mina"), reason="insult")
    one = appeal(comment)
    judges = [people.moderator("moritz"), people.moderator("third")]

    def deed(judge, granted):
        seen = Appeal.objects.get(pk=one.pk)
        return lambda: seen.decide(judge, granted, "So.", timezone.now())

    assert sorted(at_once(deed(judges[0], True), deed(judges[1], False))) == [False, True]
    one.refresh_from_db()
    comment.refresh_from_db()
    assert comment.is_public == one.granted == (one.decided_by == judges[0])


def test_a_ruling_of_a_rule_any_moderator_may_judge(mina):
    comment = factories.comment(factories.published(), "You fool.", "approved")
    comment.hold_as_reported(timezone.now())
    assert appeal(comment).decide(mina, True, "Yes.", timezone.now())
    comment.refresh_from_db()
    assert comment.is_public


def test_an_edit_is_turned_back_as_a_new_version(mina, moritz):
    comment = factories.comment(factories.published(), "You fool.", "approved")
    known(comment)
    comment.edit(by=mina, text="You […].")
    assert appeal(comment).decide(moritz, True, "It was fair.", timezone.now())
    comment.refresh_from_db()
    assert (comment.text, comment.text_version, comment.status) == ("You fool.", 3, "approved")
    assert "fool" in comment.html
    assert Mail.objects.filter(key__startswith="reasons:").count() == 1, (
        "restoring restricts nothing"
    )


def test_a_text_changed_since_is_not_turned_back(mina, moritz):
    comment = factories.comment(factories.published(), "You fool.", "approved")
    comment.edit(by=mina, text="You […].")
    one = appeal(comment)
    comment.edit(by=moritz, text="You […], sir.")
    one.decide(people.moderator("third"), True, "It was fair.", timezone.now())
    comment.refresh_from_db()
    assert comment.text == "You […], sir."


def test_a_ban_is_lifted(mina, moritz):
    comment = factories.comment(factories.published(), "You fool.", "approved")
    ann = known(comment)
    ban = Ban.impose(by=mina, reason="insult", commenter=ann, note="Again and again.")
    page = appeal_address_of(ban)
    reader = Reporter()
    assert b"Again and again." in reader.client.get(address_of(ban)).content
    assert reader.appeals(page).status_code == 303
    one = Appeal.objects.get()
    assert not one.may_be_decided_by(mina)
    assert at_the_desk(moritz).get(desk_page(one)).status_code == 200
    assert one.decide(moritz, True, "Enough.", timezone.now())
    ban.refresh_from_db()
    assert ban.lifted_by == moritz
    assert not Ban.objects.standing(timezone.now()).exists()


def test_what_was_approved_meanwhile_is_left_alone(removed, mina, moritz):
    one = appeal(removed)
    removed.approve(by=mina)
    count = removed.decisions.count()
    assert one.decide(moritz, True, "Yes.", timezone.now())
    assert removed.decisions.count() == count


def test_a_comment_changed_since_it_was_looked_at_is_looked_at_again(removed, moritz, mina):
    one = appeal(removed)
    desk = at_the_desk(moritz)
    form = Page(desk.get(desk_page(one))).form | {"granted": "yes", "answer": "My words."}
    removed.mark_as_spam(by=mina)
    answer = desk.post(desk_page(one), form)
    assert answer.status_code == 422
    assert b"My words." in answer.content and b"changed meanwhile" in answer.content
    assert desk.post(desk_page(one), Page(answer).form | {"granted": "yes"}).status_code == 302


def test_reasons_are_asked_of_the_judge(removed, moritz):
    one = appeal(removed)
    desk = at_the_desk(moritz)
    form = Page(desk.get(desk_page(one))).form
    for wrong in ({"answer": "My words."}, {"granted": "yes"}, {"granted": "yes", "answer": " "}):
        answer = desk.post(desk_page(one), form | wrong)
        assert answer.status_code == 422
    assert Appeal.objects.open().exists()


def test_a_moderator_of_another_section_has_nothing_to_do_with_it(removed, moritz):
    one = appeal(removed)
    Beat.objects.create(moderator=moritz, section=factories.section("Sport"))
    desk = at_the_desk(moritz)
    assert b"No appeal waits" in desk.get(reverse("moderation:appeals")).content
    assert desk.get(desk_page(one)).status_code == 404
    assert desk.post(desk_page(one), {"granted": "yes", "answer": "Yes."}).status_code == 404
    assert Comment.objects.get(pk=removed.pk).status == "rejected"


def test_looking_changes_nothing(removed, moritz):
    one = appeal(removed)
    desk = at_the_desk(moritz)
    desk.get(reverse("moderation:appeals"))
    before = all_rows()
    for page in (reverse("moderation:appeals"), desk_page(one), appeal_address_of(ruling(removed))):
        assert desk.get(page).status_code == 200
    assert all_rows() == before


def test_granting_leaves_a_later_ruling_alone_which_has_an_appeal_of_its_own(removed, mina, moritz):
    first = ruling(removed)
    removed.undo(by=mina)
    removed.reject(by=moritz, reason="off_topic")
    one = appeal_to(first, "I am right.", "", timezone.now())
    assert one.decide(moritz, True, "Yes.", timezone.now())
    assert not Comment.objects.public().filter(pk=removed.pk).exists()
    assert appeal(removed).ruled_by == moritz.pk


def test_granting_restores_what_was_put_back_by_undoing(removed, mina, moritz):
    one = appeal(removed)
    removed.approve(by=mina)
    removed.undo(by=mina)
    assert one.decide(moritz, True, "Yes.", timezone.now())
    assert Comment.objects.public().filter(pk=removed.pk).exists()


def test_of_what_was_erased_there_is_no_appeal(removed, client):
    link, ruled = appeal_address_of(ruling(removed)), ruling(removed)
    form = Page(client.get(link)).form | {"text": "But."}
    removed.erase(by=None, at=timezone.now())
    assert appeal_to(ruled, "But.", "", timezone.now()) is None
    answer = Reporter().sends(link, form)
    assert answer.status_code == 409 and not Appeal.objects.exists()
