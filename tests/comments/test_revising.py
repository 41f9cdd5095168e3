"""An author changes a comment within some minutes. It is screened again: an edit slips past nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Ban, Comment, Decision, Discussion
from comments.screening import Submission, screen
from portal.outbox import Mail
from tests import factories, people
from tests.comments.knowing import reader_known_as, somebody_else
from tests.comments.pages import judge
from tests.comments.rows import all_rows
from tests.comments.sending import OURS, Reader, older

pytestmark = pytest.mark.django_db
OLD, NEW = "It opened at noon.", "It opened at dawn, I am told."


def address(comment):
    return f"/comments/{comment.pk}/edit/"


def changes(reader, comment, text=NEW, headers=OURS, **fields):
    """Open the page, change the text, save it."""
    form = judge(reader.sees(address(comment))).form
    return reader.client.post(address(comment), form | {"text": text} | fields, headers=headers)


@pytest.fixture
def own(article, reader):
    reader.writes(article, OLD)
    return Comment.objects.get()


@pytest.fixture
def trusted(article):
    """Somebody known who may write without being read first, and a comment of theirs."""
    karl = somebody_else()
    mina = people.moderator("mo")
    for number in range(3):
        sent = timezone.now() - timedelta(days=number + 1)
        factories.comment(article, f"Number {number}.", commenter=karl, at=sent).approve(by=mina)
    return reader_known_as(karl)


def told(response, status=409, text=NEW):
    """An answer with an error, the typed text kept."""
    assert response.status_code == status
    page = judge(response)
    assert page.form["text"].replace("\r\n", "\n") == text
    assert "This was not changed yet" in page.words
    return page


def test_its_author_changes_it(reader, own):
    page = judge(reader.sees(address(own)))
    assert page.form["text"] == OLD
    response = changes(reader, own)
    assert response.status_code == 303
    own.refresh_from_db()
    assert (own.text, own.text_version, own.status) == (NEW, 2, "pending")
    assert own.html == f"<p>{NEW}</p>"
    assert own.edited_at
    assert "edited" in judge(reader.sees("/comments/mine/")).words


def test_the_change_is_on_record(reader, own):
    changes(reader, own)
    (decision,) = own.decisions.all()
    assert (decision.reason, decision.moderator) == (Decision.Reason.BY_AUTHOR, None)
    assert (decision.text_before, decision.text_version) == (OLD, 2)


def test_an_approved_comment_is_read_again(article, reader, own, mina):
    own.approve(by=mina)
    changes(reader, own)
    own.refresh_from_db()
    assert (own.status, own.is_public) == ("pending", False)
    assert own in Comment.objects.pending()
    page = judge(reader.sees(article.get_absolute_url()))
    assert OLD not in page.words and NEW not in page.words
    assert Discussion.objects.get().approved == 0
    assert {hold.check_name for hold in own.holds.filter(text_version=2)} == {"first_timer"}


def test_what_somebody_trusted_changes_stays_public_and_is_read_later(article, trusted):
    trusted.sends(article, trusted.opens(article) | {"text": OLD})
    own = Comment.objects.get(text=OLD)
    assert own.status == "approved"
    changes(trusted, own)
    own.refresh_from_db()
    assert (own.status, own.text, own.unread) == ("approved", NEW, True)
    assert NEW in judge(trusted.sees(article.get_absolute_url())).words


def test_what_screening_holds_goes_though_its_author_is_trusted(article, trusted, settings):
    settings.COMMENTS_MAX_LINKS = 0
    trusted.sends(article, trusted.opens(article) | {"text": OLD})
    own = Comment.objects.get(text=OLD)
    changes(trusted, own, "Buy at https://shop.example/ now!")
    own.refresh_from_db()
    assert own.status == "pending"
    assert "links" in {finding["check"] for finding in own.screening}


def test_what_was_held_is_not_let_through_by_changing_it(article, trusted, settings):
    settings.COMMENTS_MAX_LINKS = 0
    trusted.sends(article, trusted.opens(article) | {"text": "See https://shop.example/ now!"})
    own = Comment.objects.get(text__contains="shop")
    assert own.status == "pending"
    changes(trusted, own)
    own.refresh_from_db()
    assert (own.text, own.status) == (NEW, "pending")


def test_the_bound_is_the_site_s(reader, own, settings):
    settings.COMMENTS_EDIT_MINUTES = 0
    page = judge(reader.sees(address(own)))
    assert not page.forms


def test_after_the_minutes_it_is_too_late_and_the_text_is_kept(reader, own, settings):
    form = judge(reader.sees(address(own))).form | {"text": NEW}
    sent = timezone.now() - timedelta(minutes=settings.COMMENTS_EDIT_MINUTES)
    Comment.objects.update(created_at=sent)
    page = told(reader.client.post(address(own), form, headers=OURS))
    assert "can be changed for 10 minutes" in page.words
    own.refresh_from_db()
    assert own.text == OLD
    assert "/edit/" not in "".join(judge(reader.sees("/comments/mine/")).links())


def test_the_verb_itself_keeps_the_bound(own):
    outcome = screen(Submission(article=own.article, text=NEW, at=own.created_at, editing=own))
    assert not own.revise(NEW, outcome, own.revisable_until)
    assert own.revise(NEW, outcome, own.revisable_until - timedelta(seconds=1))


@pytest.mark.parametrize("status", ["rejected", "spam"])
def test_what_was_turned_away_is_not_changed_any_more(reader, own, status, mina):
    form = judge(reader.sees(address(own))).form | {"text": NEW}
    own.reject(by=mina, reason="insult") if status == "rejected" else own.mark_as_spam(by=mina)
    told(reader.client.post(address(own), form, headers=OURS))
    own.refresh_from_db()
    assert (own.text, own.status) == (OLD, status)


def test_what_was_taken_back_is_not_changed_any_more(reader, own):
    form = judge(reader.sees(address(own))).form | {"text": NEW}
    own.withdraw()
    told(reader.client.post(address(own), form, headers=OURS))
    own.refresh_from_db()
    assert own.text == OLD


def test_a_moderator_s_change_meanwhile_is_not_lost(reader, own, mina):
    form = judge(reader.sees(address(own))).form | {"text": NEW}
    own.edit(by=mina, text="It opened. [...]")
    page = told(reader.client.post(address(own), form, headers=OURS))
    assert "It opened. [...]" in page.words
    own.refresh_from_db()
    assert own.text == "It opened. [...]"
    assert reader.client.post(address(own), page.form, headers=OURS).status_code == 303


def test_the_verb_is_bound_to_the_version_its_author_saw(own, mina):
    seen = Comment.objects.get(pk=own.pk)
    own.edit(by=mina, text="It opened. [...]")
    outcome = screen(Submission(article=own.article, text=NEW, at=own.created_at, editing=own))
    assert not seen.revise(NEW, outcome, own.created_at)
    own.refresh_from_db()
    assert own.text == "It opened. [...]"


def test_a_moderator_who_read_the_older_text_does_not_rule_on_the_newer(reader, own, mina):
    seen = Comment.objects.get(pk=own.pk)
    changes(reader, own)
    assert not seen.approve(by=mina)
    own.refresh_from_db()
    assert own.status == "pending"


def test_taking_a_ruling_back_does_not_let_a_changed_text_through(reader, own, mina):
    own.approve(by=mina)
    changes(reader, own)
    own.refresh_from_db()
    own.undo(by=mina)
    own.refresh_from_db()
    assert own.status == "pending"


def test_sending_the_change_twice_is_harmless(reader, own):
    form = judge(reader.sees(address(own))).form | {"text": NEW}
    assert reader.client.post(address(own), form, headers=OURS).status_code == 303
    before = all_rows()
    assert reader.client.post(address(own), form, headers=OURS).status_code == 303
    assert all_rows() == before


def test_looking_changes_nothing(reader, own):
    before = all_rows()
    assert reader.sees(address(own)).status_code == 200
    form = judge(reader.sees(address(own))).form | {"text": NEW, "preview": "1"}
    response = reader.client.post(address(own), form, headers=OURS)
    assert f"<p>{NEW}</p>" in response.content.decode()
    assert all_rows() == before


def test_nobody_else_can_nor_learns_that_it_is_there(own, reader):
    form = judge(reader.sees(address(own))).form | {"text": NEW}
    before = all_rows()
    for other in (Reader(), reader_known_as(somebody_else())):
        assert other.sees(address(own)).status_code == 404
        assert other.client.post(address(own), form, headers=OURS).status_code == 404
    assert all_rows().pop("comments_comment") == before["comments_comment"]


@pytest.mark.parametrize(
    ("break_it", "status"),
    [
        (lambda form: form | {"proof": ""}, 403),
        (lambda form: form | {"proof": older(form["proof"], timedelta(hours=13))}, 403),
        (lambda form: form | {"text": ""}, 422),
        (lambda form: form | {"text": "a" * 5001}, 422),
    ],
)
def test_what_is_wrong_is_refused_with_the_text_kept(reader, own, break_it, status):
    form = break_it(judge(reader.sees(address(own))).form | {"text": NEW})
    page = told(reader.client.post(address(own), form, headers=OURS), status, form["text"])
    own.refresh_from_db()
    assert own.text == OLD
    assert (
        reader.client.post(address(own), page.form | {"text": NEW}, headers=OURS).status_code == 303
    )


def test_the_proof_of_another_form_is_none(article, reader, own):
    proof = reader.opens(article)["proof"]
    told(changes(reader, own, proof=proof), 403)


# The same checks as for a new comment (cases 21 and 22)


def test_not_when_comments_have_closed(reader, own, settings):
    form = judge(reader.sees(address(own))).form | {"text": NEW}
    settings.COMMENTS_OPEN = False
    told(reader.client.post(address(own), form, headers=OURS))
    own.refresh_from_db()
    assert own.text == OLD


def test_not_by_somebody_banned(reader, own, mina):
    form = judge(reader.sees(address(own))).form | {"text": NEW}
    Ban.impose(by=mina, reason="insult", browser=own.browser)
    told(reader.client.post(address(own), form, headers=OURS))
    own.refresh_from_db()
    assert own.text == OLD


def test_not_too_often(reader, own, settings):
    settings.COMMENTS_PER_MINUTE = 2
    changes(reader, own, "One.")
    changes(reader, own, "Two.")
    response = changes(reader, own, "Three.")
    told(response, 429, "Three.")
    assert int(response["Retry-After"]) > 0


def test_an_edit_right_after_sending_is_not_too_fast(article, reader, settings):
    settings.COMMENTS_PER_MINUTE = 1
    reader.writes(article, OLD)
    assert changes(reader, Comment.objects.get()).status_code == 303


def test_a_blocked_word_is_found(reader, own):
    changes(reader, own, "Cheap viagra here.")
    own.refresh_from_db()
    assert own.status in ("pending", "spam")
    assert "blocked_words" in {finding["check"] for finding in own.screening}


def test_an_edit_is_no_repetition_of_itself_nor_too_quick(reader, own):
    long = (
        "A sentence of many words that stands here so that it can be compared with itself later on."
    )
    changes(reader, own, long)
    changes(reader, own, long + " Once more.")
    own.refresh_from_db()
    assert own.text_version == 3
    assert {finding["check"] for finding in own.screening} == {"first_timer"}


def test_but_it_may_not_repeat_another_one(article, reader, own):
    reader.writes(article, NEW)
    told(changes(reader, own))
    own.refresh_from_db()
    assert own.text == OLD


def test_the_changed_text_is_cleaned(reader, own):
    """Case 1: what a quote breaks out of when it is made, it does not when it is changed."""
    changes(
        reader, own, "<a href='https://a.example/' onmouseover='alert(1)'>x</a><script>y</script>"
    )
    own.refresh_from_db()
    assert "onmouseover" not in own.html and "<script" not in own.html


def test_nobody_is_mailed_a_text_that_was_changed_meanwhile(article, mina):
    paula = somebody_else(name="Paula", email="paula@example.org")
    asks = {"commenter": paula, "wants_replies": True}
    parent = factories.comment(article, "Who knows?", "approved", name="Paula", **asks)
    reader = Reader()
    reader.writes(article, OLD, reply_to=parent)
    own = Comment.objects.latest("id")
    own.approve(by=mina)
    assert OLD in Mail.objects.waiting().get(to=paula.email).text
    changes(reader, own)
    assert not Mail.objects.waiting().filter(to=paula.email).exists()
    own.refresh_from_db()
    own.approve(by=mina)
    assert NEW in Mail.objects.waiting().get(to=paula.email).text


def test_the_article_must_be_public(article, reader, own):
    form = judge(reader.sees(address(own))).form | {"text": NEW}
    article.withdraw(by=None, reason="Wrong.")
    assert reader.client.post(address(own), form, headers=OURS).status_code == 410
    own.refresh_from_db()
    assert own.text == OLD


def test_the_feed_says_when_it_was_changed(client, article, trusted):
    trusted.sends(article, trusted.opens(article) | {"text": OLD})
    own = Comment.objects.get(text=OLD)
    Comment.objects.filter(pk=own.pk).update(created_at=own.created_at - timedelta(minutes=2))
    changes(trusted, own)
    items = client.get(f"/feeds/articles/{article.slug}/comments.json").json()["items"]
    (entry,) = [item for item in items if NEW in item["content_html"]]
    assert entry["date_modified"] > entry["date_published"]
