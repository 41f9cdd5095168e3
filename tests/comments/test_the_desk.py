"""The moderators' desk: what waits is shown with what one needs, ruled on, undone, edited."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comments.desk.forms import LONGEST_NOTE
from comments.desk.queue import A_PAGE
from comments.models import Comment, Decision
from tests import factories, people
from tests.comments.pages import judge
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
QUEUE, RULE = "/moderation/", "/moderation/rule/"
MISSING = object()


@pytest.fixture
def waiting(article):
    return [factories.comment(article, f"Number {n}.", name=f"Reader {n}") for n in range(3)]


def seen(*comments):
    return {f"seen-{one.pk}": f"{one.status}:{one.text_version}" for one in comments}


def rule(desk, form):
    """Post to the desk and return the page it leads to."""
    response = desk.post(RULE, form)
    assert (response.status_code, response["Location"]) == (302, QUEUE)
    return judge(desk.get(QUEUE))


def status(comment):
    return Comment.objects.get(pk=comment.pk).status


def undo_links(page):
    return [
        found["action"]
        for tag, found in page.elements
        if tag == "form" and "/undo/" in found.get("action", "")
    ]


# What it shows


def test_what_waits_is_shown_oldest_first(article, desk):
    now = timezone.now()
    made = [
        factories.comment(article, f"{hours} hours ago.", at=now - timedelta(hours=hours))
        for hours in (1, 3, 2)
    ]
    page = judge(desk.get(QUEUE))
    assert page.anchors() == [made[1].anchor, made[2].anchor, made[0].anchor]
    assert "3 comments wait" in page.words


@pytest.mark.parametrize("hidden", ["approved", "rejected", "spam", "withdrawn"])
def test_only_what_waits_is_shown(article, desk, hidden):
    factories.comment(article, "Ruled on.", hidden)
    page = judge(desk.get(QUEUE))
    assert page.anchors() == []
    assert "Nothing waits." in page.words


def test_what_its_author_took_back_waits_no_more(article, desk):
    factories.comment(article).withdraw()
    assert "Nothing waits." in judge(desk.get(QUEUE)).words


def test_a_card_shows_the_article_and_what_is_answered(article, desk):
    parent = factories.comment(article, "The bridge is late.", "approved", name="Paula Parent")
    factories.comment(article, "It is not.", parent=parent)
    page = judge(desk.get(QUEUE))
    assert article.headline in page.words
    assert article.get_absolute_url() in page.links()
    assert "In reply to Paula Parent" in page.words
    assert "The bridge is late." in page.words


def test_a_card_tells_why_it_was_held(article, desk):
    found = [
        {"check": "links", "verdict": "hold", "detail": "7"},
        {"check": "first_timer", "verdict": "hold", "detail": ""},
        {"check": "some_later_check", "verdict": "hold"},
    ]
    factories.comment(article, screening=found)
    words = judge(desk.get(QUEUE)).words
    assert "many links: 7" in words
    assert "its writer is not trusted yet" in words
    assert "some_later_check" in words


def test_a_card_marks_a_typed_address_as_unconfirmed(article, desk):
    factories.comment(article, email="rita@example.org")
    words = judge(desk.get(QUEUE)).words
    assert "rita@example.org (unconfirmed)" in re.sub(r"\s+", " ", words)


def test_a_card_tells_what_the_same_typed_address_did_before(article, desk):
    for earlier in ("approved", "approved", "rejected", "spam", "pending"):
        factories.comment(article, status=earlier, email="Rita@Example.org")
    factories.comment(article, "The one.", email="rita@example.ORG")
    factories.comment(article, "Not hers.", email="rita@example.com")
    words = judge(desk.get(QUEUE)).words
    told = "Same typed address before (unconfirmed): 2 approved, 1 rejected, 1 spam, 1 waiting"
    assert words.count(told) == 2  # of the two that wait, each sees the other


def test_without_an_address_nothing_is_told_of_one(article, desk):
    factories.comment(article, "One.")
    factories.comment(article, "Two.", "approved")
    words = judge(desk.get(QUEUE)).words
    assert "Same typed address" not in words
    assert "unconfirmed" not in words


def test_the_machine_address_is_on_no_card(article, desk):
    factories.comment(article, address="192.0.2.123")
    assert "192.0.2.123" not in judge(desk.get(QUEUE)).words


def test_the_queue_is_paged(article, desk):
    for number in range(A_PAGE + 1):
        factories.comment(article, f"Number {number}.")
    assert len(judge(desk.get(QUEUE)).anchors()) == A_PAGE
    assert len(judge(desk.get(QUEUE, {"page": 2})).anchors()) == 1
    for wrong in ("3", "0", "x", "-1", "9" * 30):
        assert desk.get(QUEUE, {"page": wrong}).status_code == 404


# Ruling on one


@pytest.mark.parametrize(
    ("name", "after"), [("approve", "approved"), ("spam", "spam"), ("reject", "rejected")]
)
def test_one_is_ruled_on_by_its_own_button(waiting, desk, mina, name, after):
    one = waiting[0]
    form = {"one": f"{name}:{one.pk}", f"reason-{one.pk}": "insult"} | seen(*waiting)
    page = rule(desk, form)
    assert "1 comment was ruled on." in page.words
    assert [status(comment) for comment in waiting] == [after, "pending", "pending"]
    decision = Decision.objects.get()
    assert (decision.moderator, decision.reason) == (mina, "insult" if name == "reject" else "")
    assert decision.batch


def test_its_own_button_does_not_touch_what_is_ticked(waiting, desk):
    form = {"one": f"approve:{waiting[0].pk}", "chosen": [c.pk for c in waiting]} | seen(*waiting)
    rule(desk, form)
    assert [status(comment) for comment in waiting] == ["approved", "pending", "pending"]


def test_a_note_is_kept_with_a_rejection(waiting, desk):
    one = waiting[0]
    extra = {
        f"reason-{one.pk}": "other",
        f"note-{one.pk}": "Asked\x00 to be\r\nremoved. " + "a" * 2000,
    }
    rule(desk, {"one": f"reject:{one.pk}"} | extra | seen(one))
    note = Decision.objects.get().note
    assert note.startswith("Asked to be removed. aaa")
    assert len(note) == LONGEST_NOTE


@pytest.mark.parametrize("reason", [MISSING, "", "rule", "edited", "undone", "x", "\x00", "<b>"])
def test_rejecting_needs_a_reason(waiting, desk, reason):
    one = waiting[0]
    form = {"one": f"reject:{one.pk}"} | seen(one)
    page = rule(desk, form if reason is MISSING else form | {f"reason-{one.pk}": reason})
    assert "choose a reason for rejecting" in page.words
    assert status(one) == "pending"


@pytest.mark.parametrize("note", ["", "  ", "\x00", "\u200b"])
def test_another_reason_needs_a_note(waiting, desk, note):
    one = waiting[0]
    form = {"one": f"reject:{one.pk}", f"reason-{one.pk}": "other", f"note-{one.pk}": note}
    assert "write the other reason as a note" in rule(desk, form | seen(one)).words
    assert status(one) == "pending"
    rule(desk, form | seen(one) | {f"note-{one.pk}": "As agreed."})
    assert Decision.objects.get().note == "As agreed."


# Ruling on many


@pytest.mark.parametrize(
    ("name", "after"), [("approve", "approved"), ("spam", "spam"), ("reject", "rejected")]
)
def test_those_that_are_ticked_are_ruled_on_as_one_batch(waiting, desk, name, after):
    ticked = waiting[:2]
    form = {"ticked": name, "chosen": [c.pk for c in ticked], "reason-ticked": "off_topic"}
    page = rule(desk, form | seen(*waiting))
    assert "2 comments were ruled on." in page.words
    assert [status(comment) for comment in waiting] == [after, after, "pending"]
    assert Decision.objects.values("batch").distinct().count() == 1


def test_a_reason_of_its_own_goes_before_the_common_one(waiting, desk):
    form = {
        "ticked": "reject",
        "chosen": [comment.pk for comment in waiting],
        "reason-ticked": "off_topic",
        f"reason-{waiting[1].pk}": "insult",
    }
    rule(desk, form | seen(*waiting))
    reasons = Decision.objects.order_by("comment").values_list("reason", flat=True)
    assert list(reasons) == ["off_topic", "insult", "off_topic"]


def test_rejecting_many_needs_a_reason_for_each(waiting, desk):
    form = {
        "ticked": "reject",
        "chosen": [c.pk for c in waiting],
        f"reason-{waiting[0].pk}": "insult",
    }
    assert "choose a reason for rejecting" in rule(desk, form | seen(*waiting)).words
    assert not Decision.objects.exists()


@pytest.mark.parametrize("form", [{}, {"chosen": ["1"]}, {"ticked": ""}, {"one": ""}])
def test_a_form_without_a_ruling_is_told_so(waiting, desk, form):
    assert "choose what to do" in rule(desk, form | seen(*waiting)).words
    assert not Decision.objects.exists()


def test_nothing_ticked_is_told(waiting, desk):
    page = rule(desk, {"ticked": "approve"} | seen(*waiting))
    assert "tick at least one comment" in page.words
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "number", ["0", "-1", "x", "", "9" * 18, "9" * 19, "9" * 400, "\x00", "1.5", "²"]
)
def test_garbage_in_place_of_a_comment_breaks_nothing(waiting, desk, number):
    before = Comment.objects.values_list("status", "text_version")
    for form in [
        {"one": f"approve:{number}"},
        {"ticked": "approve", "chosen": [number]},
        {"ticked": number, "chosen": [number], number: number},
    ]:
        rule(desk, form | seen(*waiting))
        assert not Decision.objects.exists()
    assert set(before) == {("pending", 1)}


@pytest.mark.parametrize("one", ["approve", "delete:1", "approve:", ":1", "approve:1:2", "undo:1"])
def test_garbage_in_place_of_a_ruling_breaks_nothing(waiting, desk, one):
    rule(desk, {"one": one} | seen(*waiting))
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "saw", [MISSING, "", "pending", "pending:0", "approved:1", "\x00", "pending:1x"]
)
def test_nothing_is_ruled_on_that_the_moderator_did_not_see(waiting, desk, saw):
    one = waiting[0]
    form = {"one": f"approve:{one.pk}"}
    page = rule(desk, form if saw is MISSING else form | {f"seen-{one.pk}": saw})
    assert f"Nothing was done with the comment by {one.name}" in page.words
    assert status(one) == "pending"


# Two moderators


def test_whoever_comes_second_is_told_who_was_first(waiting, desk):
    mats = people.moderator("mats", first_name="Mats", last_name="Berg")
    one = waiting[0]
    stale = {"one": f"spam:{one.pk}"} | seen(one)
    one.approve(by=mats)
    page = rule(desk, stale)
    assert "by Reader 0: it is approved, by Mats Berg." in page.words
    assert "ruled on." not in page.words
    assert status(one) == "approved"


def test_of_a_stale_page_only_what_still_waits_is_ruled_on(waiting, desk):
    mats = people.moderator("mats")
    stale = {"ticked": "spam", "chosen": [c.pk for c in waiting]} | seen(*waiting)
    waiting[1].approve(by=mats)
    page = rule(desk, stale)
    assert "2 comments were ruled on." in page.words
    assert "by Reader 1: it is approved, by mats." in page.words
    assert [status(comment) for comment in waiting] == ["spam", "approved", "spam"]


def test_whoever_saw_an_older_text_is_told(waiting, desk):
    one = waiting[0]
    stale = {"one": f"approve:{one.pk}"} | seen(one)
    one.edit(by=people.moderator("mats"), text="Edited meanwhile.")
    assert "it changed meanwhile" in rule(desk, stale).words
    assert status(one) == "pending"


def test_a_rule_that_was_first_is_named_as_one(waiting, desk):
    stale = {"one": f"approve:{waiting[0].pk}"} | seen(waiting[0])
    waiting[0].mark_as_spam(by=None)
    assert "it is spam, by a rule." in rule(desk, stale).words


def test_the_same_form_twice_is_harmless(waiting, desk):
    form = {"one": f"approve:{waiting[0].pk}"} | seen(waiting[0])
    rule(desk, form)
    page = rule(desk, form)
    assert "it is approved, by mina." in page.words
    assert Decision.objects.count() == 1


# Undoing


def test_a_ruling_is_undone_from_its_message(waiting, desk):
    page = rule(desk, {"one": f"approve:{waiting[0].pk}"} | seen(waiting[0]))
    url = undo_links(page)[0]
    assert desk.post(url).status_code == 302
    assert "1 ruling was taken back." in judge(desk.get(QUEUE)).words
    assert status(waiting[0]) == "pending"


def test_a_batch_is_undone_from_its_message(waiting, desk):
    form = {"ticked": "spam", "chosen": [c.pk for c in waiting]} | seen(*waiting)
    desk.post(undo_links(rule(desk, form))[0])
    assert "3 rulings were taken back." in judge(desk.get(QUEUE)).words
    assert {status(comment) for comment in waiting} == {"pending"}


def test_one_of_a_batch_is_undone_from_the_latest_rulings(waiting, desk):
    form = {"ticked": "spam", "chosen": [c.pk for c in waiting]} | seen(*waiting)
    page = rule(desk, form)
    second = Decision.objects.get(comment=waiting[1])
    buttons = [found for tag, found in page.elements if found.get("value") == str(second.pk)]
    assert [button["name"] for button in buttons] == ["one"]
    desk.post(undo_links(page)[-1], {"one": second.pk})
    assert [status(comment) for comment in waiting] == ["spam", "pending", "spam"]


@pytest.mark.parametrize("one", ["0", "x", "-1", "9" * 19, "9" * 400, "\x00", "²"])
def test_garbage_in_place_of_one_ruling_undoes_nothing(waiting, desk, one):
    page = rule(desk, {"one": f"spam:{waiting[0].pk}"} | seen(*waiting))
    assert desk.post(undo_links(page)[0], {"one": one}).status_code == 302
    assert status(waiting[0]) == "spam"


def test_one_ruling_is_not_undone_by_the_address_of_another_batch(waiting, desk):
    rule(desk, {"one": f"spam:{waiting[0].pk}"} | seen(*waiting))
    rule(desk, {"one": f"spam:{waiting[1].pk}"} | seen(*waiting))
    first, second = Decision.objects.order_by("id")
    desk.post(f"/moderation/undo/{first.batch}/", {"one": second.pk})
    assert [status(comment) for comment in waiting[:2]] == ["spam", "spam"]


def test_undoing_twice_is_harmless(waiting, desk):
    url = undo_links(rule(desk, {"one": f"spam:{waiting[0].pk}"} | seen(*waiting)))[0]
    desk.post(url)
    before = Decision.objects.count()
    desk.post(url)
    assert Decision.objects.count() == before
    assert "it is awaiting approval, by mina" in judge(desk.get(QUEUE)).words


def test_what_somebody_ruled_on_since_is_not_undone(waiting, desk):
    url = undo_links(rule(desk, {"one": f"spam:{waiting[0].pk}"} | seen(*waiting)))[0]
    mats = people.moderator("mats")
    Comment.objects.get(pk=waiting[0].pk).approve(by=mats)
    desk.post(url)
    assert status(waiting[0]) == "approved"
    assert "it is approved, by mats." in judge(desk.get(QUEUE)).words


@pytest.mark.parametrize("batch", ["00000000-0000-0000-0000-000000000000", "x", "1", "%00"])
def test_undoing_what_never_was_breaks_nothing(waiting, desk, batch):
    before = all_rows()
    assert desk.post(f"/moderation/undo/{batch}/").status_code in (302, 404)
    assert all_rows() == before


# Editing


def edit_url(comment):
    return f"/moderation/{comment.pk}/edit/"


def test_a_text_is_edited(waiting, desk, mina):
    one = waiting[0]
    form = judge(desk.get(edit_url(one))).form
    assert (form["text"], form["version"]) == ("Number 0.", "1")
    response = desk.post(edit_url(one), form | {"text": "Better.\r\nMuch.", "note": "Language."})
    assert response.status_code == 302
    assert "The text was changed." in judge(desk.get(QUEUE)).words
    one.refresh_from_db()
    assert (one.text, one.text_version, one.status) == ("Better.\nMuch.", 2, "pending")
    decision = Decision.objects.get()
    assert (decision.moderator, decision.text_before, decision.note) == (
        mina,
        "Number 0.",
        "Language.",
    )


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("text", ""),
        ("text", "<b></b>"),
        ("text", "\u200b"),
        ("text", "a" * 5001),
        ("text", "a\x00"),
        ("note", ""),
        ("note", "a" * (LONGEST_NOTE + 1)),
        ("note", "\x00"),
        ("version", ""),
        ("version", "x"),
        ("version", "9" * 30),
        ("version", "-1"),
        ("version", "0"),
    ],
)
def test_a_bad_edit_is_refused_with_the_text_kept(waiting, desk, field, wrong):
    form = {"text": "Better.", "note": "Why.", "version": "1"} | {field: wrong}
    before = all_rows()
    response = desk.post(edit_url(waiting[0]), form)
    assert response.status_code == 422
    assert judge(response).form["text"] == form["text"]
    assert all_rows() == before


def test_an_edit_of_an_older_text_shows_the_newer_one_and_keeps_both(waiting, desk):
    one = waiting[0]
    form = judge(desk.get(edit_url(one))).form | {"text": "Mine.", "note": "Why."}
    one.edit(by=people.moderator("mats"), text="His.")
    response = desk.post(edit_url(one), form)
    page = judge(response)
    assert response.status_code == 422
    assert "Save again to replace it: “His.”" in page.words
    assert page.form["text"] == "Mine."
    assert Comment.objects.get(pk=one.pk).text == "His."
    assert desk.post(edit_url(one), page.form).status_code == 302
    assert Comment.objects.get(pk=one.pk).text == "Mine."
    assert list(one.decisions.values_list("text_before", flat=True)) == ["Number 0.", "His."]


def test_the_same_text_is_told_to_be_no_edit(waiting, desk):
    form = {"text": "Number 0.", "note": "Why.", "version": "1"}
    response = desk.post(edit_url(waiting[0]), form)
    assert response.status_code == 422
    assert "the text is the same" in judge(response).words


def test_an_edited_text_is_what_the_public_reads(waiting, desk, article):
    waiting[0].approve(by=None)
    desk.post(edit_url(waiting[0]), {"text": "Better.", "note": "Why.", "version": "1"})
    words = judge(Client().get(article.get_absolute_url())).words
    assert "Better." in words
    assert "Number 0." not in words


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_there_is_nothing_to_edit_where_there_is_no_comment(desk, number):
    assert desk.get(f"/moderation/{number}/edit/").status_code == 404
    assert desk.post(f"/moderation/{number}/edit/").status_code == 404


# The latest rulings


def test_the_latest_rulings_tell_who_did_what_and_why(waiting, desk):
    form = {"one": f"reject:{waiting[0].pk}", f"reason-{waiting[0].pk}": "insult"}
    page = rule(desk, form | seen(waiting[0]))
    words = re.sub(r"\s+", " ", page.words)
    told = words[words.index("Latest rulings") :]
    assert "rejected (insults or harasses somebody): Reader 0 mina" in told
