"""Notice, decision, reasons, appeal, another moderator: all of it without JavaScript."""

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.models import Appeal, Comment, Report
from portal.outbox import Mail
from tests import factories, people
from tests.comments.pages import Page
from tests.comments.reporters import Reporter, at_the_desk, decides, known, links_in

pytestmark = pytest.mark.django_db


def mail_to(address):
    return Mail.objects.filter(to=address).order_by("id")


def test_the_whole_loop():
    article = factories.published("The bridge")
    comment = factories.comment(article, "He stole it.", "approved", name="Ann Author")
    known(comment)
    mina, moritz = people.moderator("mina"), people.moderator("moritz")

    nora = Reporter()
    answer = nora.gives_notice(comment)
    assert answer.status_code == 303
    notice = Report.objects.get()
    assert notice.is_notice and notice.name == "Nora Notifier"
    receipt = mail_to("nora@notices.example").get()
    assert receipt.not_before <= timezone.now()
    assert links_in(receipt, "/reports/") == [answer.url]
    assert b"has not decided it yet" in nora.client.get(answer.url).content

    desk = at_the_desk(mina)
    assert b"Ann Author" in desk.get(reverse("moderation:reports")).content
    said = {"illegal": "yes", "remove": "yes", "reason": "illegal"}
    answer = decides(desk, comment, **said, note="Section 187: untrue claim of a theft.")
    assert answer.status_code == 302
    notice.refresh_from_db()
    assert (notice.illegal, notice.removed, notice.closed_by) == ("yes", True, mina)
    told = mail_to("nora@notices.example").last()
    assert "decided" in told.subject and "illegal" in told.text
    assert told.not_before > timezone.now()  # the ruling can still be taken back

    reasons = mail_to("ann@writers.example").get()
    assert "Section 187" in reasons.text
    assert "Nora" not in reasons.text and "mina" not in reasons.text
    ann = Reporter("203.0.113.77")
    appeal_page = links_in(reasons, "/appeal/")[0]
    assert ann.appeals(appeal_page).status_code == 303
    appeal = Appeal.objects.get()

    page = reverse("moderation:decide_appeal", kwargs={"pk": appeal.pk})
    own = desk.get(page)
    assert b"somebody else must decide" in own.content
    verdict = {"granted": "yes", "answer": "You quoted the court.", "seen": ""}
    assert desk.post(page, verdict).status_code == 409
    assert Comment.objects.get().status == "rejected"

    other = at_the_desk(moritz)
    form = Page(other.get(page)).form
    assert other.post(page, form | verdict | {"seen": form["seen"]}).status_code == 302
    assert Comment.objects.get().is_public
    assert Comment.objects.get().decisions.last().reason == "restored"
    assert "granted" in mail_to("ann@writers.example").last().text
    assert b"You quoted the court." in ann.client.get(appeal_page).content
    assert b"He stole it." in ann.client.get(f"/articles/{article.slug}/comments/").content


def test_a_notice_refused_is_appealed_by_who_sent_it_and_then_heeded():
    article = factories.published("The bridge")
    comment = factories.comment(article, "He stole it.", "approved", name="Ann Author")
    known(comment)
    mina, moritz = people.moderator("mina"), people.moderator("moritz")
    nora = Reporter()
    receipt = nora.gives_notice(comment).url
    decides(at_the_desk(mina), comment, illegal="no", remove="no")
    assert Comment.objects.get().is_public
    told = mail_to("nora@notices.example").last()
    appeal_page = links_in(told, "/appeal/")[0]
    assert appeal_page in nora.client.get(receipt).content.decode()
    assert nora.appeals(appeal_page, "The judgement is public.").status_code == 303

    page = reverse("moderation:decide_appeal", kwargs={"pk": Appeal.objects.get().pk})
    other = at_the_desk(moritz)
    answers = {
        "granted": "yes",
        "answer": "You are right.",
        "reason": "illegal",
        "note": "Section 187.",
    }
    assert other.post(page, Page(other.get(page)).form | answers).status_code == 302
    assert Comment.objects.get().status == "rejected"
    assert Report.objects.get().removed
    assert "Section 187" in mail_to("ann@writers.example").get().text
    assert "granted" in mail_to("nora@notices.example").last().text
