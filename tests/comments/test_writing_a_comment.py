"""A reader writes a comment: it is stored as it was typed, and waits."""

import uuid

import pytest

from comments.models import Comment, Decision
from portal import markup
from tests import factories
from tests.comments.pages import Page, judge
from tests.comments.rows import all_rows
from tests.comments.sending import OURS, Reader, form_url

pytestmark = pytest.mark.django_db
BROWSERS_TEXT = (
    "  First line\nsecond\tline, ‘quoted’ – 𝒜𝓁𝒹𝒾𝓃𝑒 \u00a0é e\u0301\n\n\n<b>bold</b> & <i>so on"
)


def test_a_comment_is_stored_and_waits_for_a_moderator(article, reader):
    response = reader.writes(article, "It opened **late**.", email="Rita@Example.org")
    comment = Comment.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/comments/mine/?sent={comment.pk}#comment-{comment.pk}"
    assert (comment.status, comment.article, comment.parent) == ("pending", article, None)
    assert (comment.name, comment.email) == ("Rita Reader", "Rita@Example.org")
    assert (comment.ordinal, comment.depth, comment.text_version) == (1, 0, 1)
    assert comment.commenter is None
    assert not comment.is_public


def test_every_comment_is_held_under_a_reason(article, reader):
    reader.writes(article)
    (finding,) = Comment.objects.get().screening
    assert (finding["check"], finding["verdict"]) == ("first_timer", "hold")


def test_arriving_is_no_ruling(article, reader):
    reader.writes(article)
    assert not Decision.objects.exists()


def test_the_text_is_kept_as_typed_but_for_line_ends(article, reader):
    reader.writes(article, BROWSERS_TEXT)
    assert Comment.objects.get().text == BROWSERS_TEXT.strip()


def test_what_is_shown_is_cleaned_and_says_by_which_cleaner(article, reader):
    reader.writes(article, "<b>Bold</b> <script>alert(1)</script>")
    comment = Comment.objects.get()
    assert comment.html == "<p><strong>Bold</strong> </p>" == comment.shown
    assert comment.cleaner == markup.COMMENT_CLEANER


def test_what_an_older_cleaner_made_is_made_anew(article):
    comment = factories.comment(article, "<b>Bold</b>")
    Comment.objects.update(html="<script>", cleaner=0)
    comment.refresh_from_db()
    assert comment.shown == "<p><strong>Bold</strong></p>"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("gunicorn", ""),
    ],
)
def test_the_address_is_kept_as_it_is_counted(article, address, counted):
    Reader(address).writes(article)
    assert Comment.objects.get().address == counted


def test_the_address_is_stored_with_the_day_it_expires(article, reader, settings):
    settings.COMMENTS_KEEP_ADDRESS_DAYS = 7
    reader.writes(article)
    comment = Comment.objects.get()
    assert (comment.address_until - comment.created_at).days == 7


def test_without_an_address_there_is_nothing_to_expire(article):
    Reader("").writes(article)
    assert Comment.objects.get().address_until is None


def test_the_revision_that_the_reader_saw_is_kept(article, reader):
    article.write(by=None, body="<p>Another body.</p>")
    article.publish(by=None)
    assert article.live_revision > 1
    reader.sends(article, reader.opens(article) | {"name": "R", "text": "New.", "seen": 1})
    reader.sends(article, reader.opens(article) | {"name": "R", "text": "Newer.", "seen": 99999})
    first, second = Comment.objects.order_by("id")
    assert first.seen_revision == 1
    assert second.seen_revision == article.live_revision


def test_a_reply_stands_under_what_it_answers(article, reader):
    parent = factories.comment(article, status="approved")
    reader.writes(article, "No, it was not.", reply_to=parent)
    reply = Comment.objects.latest("id")
    assert (reply.parent, reply.root, reply.depth) == (parent, parent, 1)


def test_the_form_says_whom_one_answers(article, reader):
    parent = factories.comment(article, "Late again.", "approved", name="Paula Parent")
    page = judge(reader.sees(form_url(article), reply_to=parent.pk))
    assert "You answer Paula Parent:" in page.words
    assert "Late again." in page.words


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withdrawn"])
def test_nobody_answers_what_is_not_public(article, reader, status):
    hidden = factories.comment(article, "A secret.", status)
    form = reader.opens(article, reply_to=hidden.pk)
    assert form["reply_to"] == ""
    reader.sends(article, form | {"name": "R", "text": "Hm.", "reply_to": hidden.pk})
    assert not hidden.replies.exists()


def test_nobody_answers_a_comment_on_another_article(article, reader):
    foreign = factories.comment(factories.published(), status="approved")
    form = reader.opens(article, reply_to=foreign.pk)
    assert form["reply_to"] == ""
    reader.sends(article, form | {"name": "R", "text": "Hm.", "reply_to": foreign.pk})
    assert Comment.objects.get(text="Hm.").parent is None


def test_a_parent_on_another_article_is_refused_by_the_verb_itself(article):
    foreign = factories.comment(factories.published(), status="approved")
    with pytest.raises(ValueError, match="same article"):
        Comment.send(article, "Hm.", parent=foreign, name="R", token=uuid.uuid4())


def test_looking_at_the_form_changes_nothing(article, reader):
    before = all_rows()
    for query in ({}, {"reply_to": 1}, {"seen": 1}, {"reply_to": "x", "seen": "x"}):
        assert reader.sees(form_url(article), **query).status_code == 200
        assert reader.client.head(form_url(article), query).status_code == 200
    assert all_rows() == before
    assert not reader.client.cookies


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_the_form_knows_no_other_method(article, reader, method):
    before = all_rows()
    assert getattr(reader.client, method)(form_url(article), headers=OURS).status_code == 405
    assert all_rows() == before


def test_a_comment_needs_a_public_article(article, reader):
    form = reader.opens(article) | {"name": "R", "text": "Too early."}
    for make, status in [
        (factories.draft, 404),
        (factories.in_review, 404),
        (factories.embargoed, 404),
        (factories.expired, 410),
        (factories.withdrawn, 410),
    ]:
        hidden = make("Under wraps")
        assert reader.sees(form_url(hidden)).status_code == status
        assert reader.sends(hidden, form).status_code == status
    assert not Comment.objects.exists()


def test_the_form_under_an_old_address_still_works(article, reader):
    form = reader.opens(article) | {"name": "R", "text": "The name changed."}
    old = form_url(article)
    article.write(by=None, slug="the-bridge")
    article.publish(by=None)
    response = reader.client.post(old, form, headers=OURS)
    assert response.status_code == 303
    assert Comment.objects.get().article == article


def test_the_form_alone_is_sent_to_a_script_that_asks_for_it(article, reader):
    whole = Page(reader.sees(form_url(article)))
    alone = Page(reader.client.get(form_url(article), headers={"X-Fragment": "form"}))
    assert ("html" in dict(whole.elements), "html" in dict(alone.elements)) == (True, False)
    assert whole.form.keys() == alone.form.keys()


@pytest.mark.parametrize("address", ["form", "mine"])
def test_no_cache_keeps_what_is_personal(article, reader, address):
    url = form_url(article) if address == "form" else "/comments/mine/"
    for response in (reader.sees(url), reader.writes(article), reader.writes(article, "")):
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]


def test_who_answers_a_comment_that_was_hidden_meanwhile_is_told_and_sends_it_alone(
    article, reader, mina
):
    parent = factories.comment(article, "The bridge is fine.", status="approved")
    form = reader.opens(article, reply_to=parent.pk) | {"name": "R", "text": "It is not."}
    parent.reject(by=mina, reason="insult")
    response = reader.sends(article, form)
    page = judge(response)
    assert response.status_code == 409
    assert page.form["text"].strip() == "It is not."
    assert reader.sends(article, page.form).status_code == 303
    assert Comment.objects.get(text="It is not.").parent is None
