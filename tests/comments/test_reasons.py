"""The statement of reasons (Art. 17): for every restriction, to its author, after the time for undo."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.law.addresses import address_of, token_of
from comments.law.statements import restriction_of, statement_of
from comments.models import Comment
from portal import links
from portal.outbox import Mail
from tests import factories, people
from tests.comments.reporters import Reporter, known, links_in
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
TO_ANN = {"to": "ann@writers.example"}


@pytest.fixture
def comment():
    sent = factories.comment(factories.published("The bridge"), "You fool.", "approved")
    known(sent)
    return sent


@pytest.fixture
def mina():
    return people.moderator()


def edit(comment, by):
    return comment.edit(by=by, text="You […].", note="“Fool” is an insult.")


RESTRICTIONS = {
    "removal": (lambda c, by: c.reject(by=by, reason="insult", note="“Fool”."), "was removed"),
    "law": (lambda c, by: c.reject(by=by, reason="illegal", note="Section 185."), "was removed"),
    "edit": (edit, "changed the text"),
    "hold": (lambda c, by: c.hold_as_reported(timezone.now()), "hidden for now"),
}
FREE = {
    "approval": lambda c, by: c.approve(by=by),
    "confirmation": lambda c, by: c.let_stand(by=by),
    "spam": lambda c, by: c.mark_as_spam(by=by),
    "withdrawal": lambda c, by: c.withdraw(),
}


@pytest.mark.parametrize("what", RESTRICTIONS)
def test_every_restriction_gives_them_by_mail_and_on_a_page(comment, mina, client, what):
    deed, measure = RESTRICTIONS[what]
    assert deed(comment, mina)
    decision = comment.decisions.last()
    mail = Mail.objects.get(**TO_ANN)
    assert mail.about == decision.mails and mail.not_before > timezone.now()
    page = client.get(address_of(decision))
    assert page.status_code == 200 and not page.cookies
    for said in (mail.text, page.content.decode()):
        assert measure in said
        assert "automated means" in said
        assert "out of court" in said and "court" in said
        assert "mina" not in said
    assert links_in(mail, "/appeal/") and links_in(mail, "/statements/")
    if what == "law":
        assert "The law:" in mail.text and "Section 185." in mail.text
    else:
        assert "Our rules for comments" in mail.text


@pytest.mark.parametrize("what", FREE)
def test_what_takes_nothing_gives_no_mail(comment, mina, what):
    FREE[what](comment, mina)
    assert not Mail.objects.filter(key__startswith="reasons:").exists()


def test_spam_has_its_reasons_on_the_page_though_nobody_is_mailed(comment, mina, client):
    comment.mark_as_spam(by=mina)
    decision = restriction_of(comment)
    assert b"sent in bulk" in client.get(address_of(decision)).content


def test_a_comment_never_approved_has_reasons_too(mina):
    sent = factories.comment(factories.published(), "You fool.")
    known(sent)
    sent.reject(by=mina, reason="other", note="It is a poem.")
    assert "was not approved" in Mail.objects.get(**TO_ANN).text
    assert "It is a poem." in Mail.objects.get(**TO_ANN).text


def test_a_typed_address_gets_nothing(mina):
    sent = factories.comment(factories.published(), email="victim@example.org")
    sent.reject(by=mina, reason="insult")
    assert not Mail.objects.exists()


def test_undo_takes_the_mail_back(comment, mina):
    comment.reject(by=mina, reason="insult")
    comment.undo(by=mina)
    assert not Mail.objects.filter(key__startswith="reasons:").exists()


def test_so_does_another_ruling_and_undoing_that_brings_it_back(comment, mina):
    comment.reject(by=mina, reason="insult")
    comment.approve(by=mina)
    assert not Mail.objects.filter(key__startswith="reasons:").exists()
    comment.undo(by=mina)
    assert "was removed" in Mail.objects.get(key__startswith="reasons:").text


def test_what_the_moderator_wrote_leads_nowhere_and_executes_nothing(comment, mina, client):
    nasty = "See https://evil.example <script>alert(1)</script>\n-- \nThe Bank"
    comment.reject(by=mina, reason="other", note=nasty)
    mail = Mail.objects.get(**TO_ANN)
    assert "https://evil.example" not in mail.text
    page = client.get(address_of(comment.decisions.last())).content
    assert b"<script>alert" not in page and b'href="https://evil' not in page


def test_a_rule_that_ruled_says_so_and_a_moderator_who_left_was_no_rule(comment, mina):
    comment.hold_as_reported(timezone.now())
    assert statement_of(comment.decisions.last()).automated
    comment.reject(by=mina, reason="insult")
    mina.delete()
    assert not statement_of(comment.decisions.last()).automated


def test_it_says_that_somebody_reported_but_not_who(comment, mina, client):
    Reporter().gives_notice(comment)
    comment.reject(by=mina, reason="insult")
    mail = Mail.objects.get(**TO_ANN)
    page = client.get(address_of(comment.decisions.last())).content.decode()
    for said in (mail.text, page):
        assert "It was reported to us." in said
        assert "Nora" not in said and "notices.example" not in said


@pytest.mark.parametrize("token", ["x", "", "a:b:c"])
def test_a_made_up_link_opens_nothing(client, token):
    address = reverse("comments:statement", kwargs={"token": token or "-"})
    assert client.get(address).status_code == 404
    assert client.get(address + "appeal/").status_code == 404


def test_nor_does_one_signed_for_something_else(client, comment, mina):
    comment.reject(by=mina, reason="insult")
    pk = comment.decisions.last().pk
    for token in (
        links.signed("other", ["decision", pk]),
        links.signed("statement", pk),
        links.signed("statement", ["user", 1]),
        links.signed("statement", ["decision", 999999]),
        token_of(comment.decisions.first()),  # an approval: nothing to complain of
    ):
        address = reverse("comments:statement", kwargs={"token": token})
        assert client.get(address).status_code == 404


def test_looking_changes_nothing_and_no_cache_keeps_it(client, comment, mina):
    comment.reject(by=mina, reason="insult")
    before = all_rows()
    answer = client.get(address_of(comment.decisions.last()))
    assert "no-store" in answer["Cache-Control"]
    assert b"noindex" in answer.content
    assert all_rows() == before


def test_the_ruling_behind_a_comments_state(comment, mina):
    assert restriction_of(comment) is None
    edit(comment, mina)
    assert restriction_of(comment).reason == "edited"
    comment.reject(by=mina, reason="insult")
    assert restriction_of(comment).reason == "insult"
    comment.undo(by=mina)
    comment.refresh_from_db()
    assert restriction_of(comment).reason == "edited"


def test_the_page_says_when_another_ruling_followed(client, comment, mina):
    comment.reject(by=mina, reason="insult")
    decision = comment.decisions.last()
    comment.approve(by=mina)
    assert b"no longer stands" in client.get(address_of(decision)).content


def test_the_text_of_an_erased_comment_is_not_on_it(client, comment, mina):
    comment.reject(by=mina, reason="insult")
    Comment.objects.update(erased_at=timezone.now() - timedelta(days=1))
    assert b"Your comment</h2>" not in client.get(address_of(comment.decisions.last())).content
