"""Who reported or appealed is named on no page but the desk’s, and in no mail to anybody else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from comments.law.addresses import address_of, appeal_address_of
from comments.law.appeals import appeal_to
from comments.models import Report
from portal.outbox import Mail
from tests import everywhere, people
from tests.comments.reporters import BECAUSE, Reporter, at_the_desk, decides, known

pytestmark = pytest.mark.django_db
SECRETS = ["Nora Notifier", "nora@notices.example", "203.0.113.41", BECAUSE, "vera@readers.example"]
OF_THE_APPEAL = ["anonymous@appeals.example"]


@pytest.fixture
def story():
    """A comment with a notice and a report, removed; its author appealed."""
    article = everywhere.illustrated()
    comment = article.comments.first()
    known(comment)
    nora = Reporter("203.0.113.41")
    receipt = nora.gives_notice(comment).url
    Reporter("203.0.113.42").reports(comment, email="vera@readers.example")
    return article, comment, receipt


def leaks(body, secrets=SECRETS):
    return [one for one in secrets if one in body]


@pytest.mark.parametrize("stage", ["open", "removed", "kept", "appealed"])
def test_on_no_page(story, stage, client):
    article, comment, receipt = story
    mina = people.moderator()
    pages = everywhere.addresses(article)
    del pages["picture"]
    if stage in ("removed", "appealed"):
        decides(at_the_desk(mina), comment, remove="yes", reason="insult", illegal="no")
    if stage == "kept":
        decides(at_the_desk(mina), comment, remove="no", illegal="no")
        pages["appeal of the notice"] = appeal_address_of(Report.objects.notices().get())
    comment.refresh_from_db()
    if stage in ("removed", "appealed"):
        ruling = comment.decisions.last()
        if stage == "appealed":
            appeal_to(ruling, "My complaint.", OF_THE_APPEAL[0], timezone.now())
        pages |= {"statement": address_of(ruling), "appeal": appeal_address_of(ruling)}
    else:
        pages["report"] = reverse("comments:report", kwargs={"pk": comment.pk})
        pages["notice"] = reverse("comments:notice", kwargs={"pk": comment.pk})
    pages |= {"receipt": receipt, "mine": reverse("comments:mine")}
    found = {}
    for name, address in pages.items():
        body = client.get(address).content.decode(errors="replace")
        if told := leaks(body, SECRETS + OF_THE_APPEAL):
            found[name] = told
    assert found == {}


def test_in_no_mail_to_anybody_else(story):
    _article, comment, _receipt = story
    decides(at_the_desk(people.moderator()), comment, remove="yes", reason="insult", illegal="no")
    told = {}
    for mail in Mail.objects.all():
        said = mail.subject + mail.text + str(mail.headers)
        told.setdefault(mail.to, []).extend(leaks(said))
    assert set(told) >= {"nora@notices.example", "vera@readers.example", "ann@writers.example"}
    assert {to: found for to, found in told.items() if found} == {}


def test_the_text_of_a_removed_comment_is_in_no_mail_to_who_reported_it(story):
    _article, comment, _receipt = story
    decides(at_the_desk(people.moderator()), comment, remove="yes", reason="insult", illegal="no")
    for mail in Mail.objects.exclude(to="ann@writers.example"):
        assert comment.text not in mail.text and comment.name not in mail.text


def test_the_desk_does_see_them(story):
    _article, comment, _receipt = story
    page = reverse("moderation:decide_reports", kwargs={"pk": comment.pk})
    body = at_the_desk(people.moderator()).get(page).content.decode()
    assert set(leaks(body)) == {
        "Nora Notifier",
        "nora@notices.example",
        BECAUSE,
        "vera@readers.example",
    }


def test_a_receipt_is_found_by_its_address_alone(story, client):
    _article, _comment, receipt = story
    other = receipt[:-5] + ("0000/" if not receipt.endswith("0000/") else "1111/")
    assert client.get(other).status_code == 404
    assert "no-store" in client.get(receipt)["Cache-Control"]
