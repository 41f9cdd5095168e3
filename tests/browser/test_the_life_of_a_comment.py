"""One comment through all that can happen to it, with scripts and without: sent, confirmed, approved,
answered, reported, removed, appealed, restored, taken along, erased."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from comments.models import Comment, Commenter
from portal import outbox
from portal.outbox import Mail
from tests import factories, people
from tests.comments.rows import all_rows

pytestmark = pytest.mark.browser
RITA = "rita@reader.example"
SAYS = "The old bridge carried four hundred carts a day; nobody counted the boats."
ANSWER = "My grandmother counted the boats. I have her notebook."


class Letterbox:
    """What the worker sends, once the time has passed that mails may wait."""

    def __init__(self):
        self.later = timedelta(0)

    def newest(self, subject, to=RITA):
        """The newest mail to somebody about something; it is an error if none came."""
        self.later += timedelta(minutes=10)
        outbox.send_due(timezone.now() + self.later)
        found = [one for one in mail.outbox if one.to == [to] and subject in one.subject]
        assert found, [(one.to, one.subject) for one in mail.outbox]
        return found[-1]


def link_in(message, part):
    """The path of the shortest link in a mail that has this in it."""
    link = min((one for one in re.findall(r"https?://\S+", message.body) if part in one), key=len)
    return re.sub(r"^https?://[^/]+", "", link)


@pytest.fixture
def letterbox(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return Letterbox()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_comment_lives_through_everything(visitor, at_work, letterbox, javascript):
    article = factories.published("The harbour bridge opens")
    mina, ruben = people.moderator("mina"), people.moderator("ruben")

    rita = visitor(javascript=javascript, accept_downloads=True)
    rita.goto(article.get_absolute_url())
    write(rita, SAYS, email=RITA, replies=True, offline=javascript)
    sent = Comment.objects.get(article=article)
    assert (sent.text, sent.status, sent.commenter) == (SAYS, "pending", None)

    rita.goto(link_in(letterbox.newest("onfirm"), "/comments/confirm/"))
    assert not Commenter.objects.exists()
    rita.get_by_role("button", name="Confirm my address").click()
    expect(rita.get_by_role("heading", level=1)).to_be_visible()
    assert Commenter.objects.get().email == RITA

    omar = visitor(javascript=javascript)
    omar.goto(article.get_absolute_url())
    expect(omar.get_by_text(SAYS)).to_have_count(0)

    desk = at_work(mina, javascript=javascript)
    approve(desk, javascript)
    omar.reload()
    expect(omar.get_by_text(SAYS)).to_be_visible()

    omar.get_by_role("link", name="Reply to Rita Reader").click()
    fill_in(omar, ANSWER, name="Omar")
    omar.get_by_role("button", name="Send comment").click()
    expect(omar.get_by_text(re.compile("awaiting approval", re.IGNORECASE)).first).to_be_visible()
    approve(desk, javascript)

    told = letterbox.newest("answer")
    assert ANSWER.split(";")[0].split(".")[0] in told.body
    assert told.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    rita.goto(link_in(told, "/comments/unsubscribe/"))
    rita.get_by_role("button", name="Mail about answers to this comment").click()
    expect(rita.get_by_role("heading", name="Mail stopped")).to_be_visible()
    assert not Comment.objects.get(pk=sent.pk).wants_replies

    sven = visitor(javascript=javascript)
    sven.goto(article.get_absolute_url())
    one = sven.locator(f"#comment-{sent.pk}")
    one.get_by_role("link", name=re.compile("^Report")).click()
    sven.get_by_role("button", name=re.compile("insult", re.IGNORECASE)).click()
    expect(sven.get_by_text("Received. Thank you.")).to_be_visible()

    other_desk = at_work(ruben, javascript=javascript)
    remove(other_desk, sent)
    sven.reload()
    expect(sven.get_by_text("Decided: the comment is no longer shown.")).to_be_visible()
    omar.goto(article.get_absolute_url())
    expect(omar.get_by_text(SAYS)).to_have_count(0)
    expect(omar.get_by_text(ANSWER)).to_be_visible()

    reasons = letterbox.newest("reasons")
    rita.goto(link_in(reasons, "/comments/statements/"))
    expect(rita.get_by_text("Calls the boatmen names.")).to_be_visible()
    rita.get_by_role("link", name="Appeal", exact=True).click()
    rita.get_by_role("textbox").last.fill("It says nothing about boatmen. Please read it again.")
    rita.get_by_role("button", name="Send the appeal").click()
    expect(rita.get_by_role("main")).to_contain_text("appeal")

    other_desk.goto("/moderation/appeals/")
    other_desk.get_by_role("link", name=re.compile("^Look at it")).first.click()
    expect(other_desk.get_by_text("somebody else must decide")).to_be_visible()
    desk.goto("/moderation/appeals/")
    desk.get_by_role("link", name=re.compile("^Decide")).first.click()
    desk.get_by_role("group", name="Is the appeal right?").get_by_label("Yes").check()
    desk.get_by_role("textbox", name="Answer").fill("You are right, and we are sorry.")
    desk.get_by_role("button", name="Save the decision").click()
    expect(desk.get_by_role("heading", name="Appeals")).to_be_visible()
    omar.reload()
    expect(omar.get_by_text(SAYS)).to_be_visible()
    assert "You are right, and we are sorry." in letterbox.newest("appeal").body

    rita.goto("/comments/data/")
    rita.get_by_role("button", name="Mail me a link to a copy").click()
    rita.goto(link_in(letterbox.newest("Your data"), "/comments/data/"))
    with rita.expect_download() as download:
        rita.get_by_role("button", name="Fetch the file").click()
    copy = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert SAYS in json.dumps(copy, ensure_ascii=False)
    assert ANSWER not in json.dumps(copy, ensure_ascii=False)

    rita.goto("/comments/data/")
    rita.get_by_role("button", name="Mail me a link to erase it").click()
    rita.goto(link_in(letterbox.newest("ras"), "/comments/data/"))
    rita.get_by_role("button", name="Erase everything").click()
    expect(rita.get_by_role("heading", name="Your data are erased")).to_be_visible()
    omar.reload()
    expect(omar.get_by_text(SAYS)).to_have_count(0)
    expect(omar.get_by_text(ANSWER)).to_be_visible()
    stored = str(all_rows())
    assert RITA not in stored and SAYS not in stored and "Rita Reader" not in stored
    assert not Mail.objects.filter(to=RITA).exists()
    for page in (rita, omar, sven, desk, other_desk):
        assert (page.dialogs, page.errors, page.foreign) == ([], [], [])


def fill_in(page, text, name, **fields):
    page.get_by_role("textbox", name="Name").fill(name)
    if "email" in fields:
        page.get_by_role("textbox", name=re.compile("^E-mail")).fill(fields["email"])
    if fields.get("replies"):
        page.get_by_label("Mail me when somebody answers").check()
    page.get_by_role("textbox", name="Comment").fill(text)


def write(page, text, offline, **fields):
    """Send a comment; with `offline`, while there is no connection, which then comes back."""
    page.get_by_role("link", name="Write a comment").click()
    fill_in(page, text, "Rita Reader", **fields)
    if offline:
        page.context.set_offline(True)
    page.get_by_role("button", name="Send comment").click()
    if offline:
        expect(page.get_by_text(re.compile("kept", re.IGNORECASE)).first).to_be_visible()
        assert not Comment.objects.exists()
        page.context.set_offline(False)
    expect(page.get_by_text(re.compile("awaiting approval", re.IGNORECASE)).first).to_be_visible(
        timeout=30_000
    )


def approve(desk, javascript):
    desk.goto("/moderation/")
    with desk.expect_response(re.compile("/moderation/rule/")):
        if javascript:
            desk.locator("body").press("j")
            desk.keyboard.press("a")
        else:
            desk.get_by_role("button", name="Approve", exact=True).first.click()
    undo = desk.get_by_role("main").get_by_role("button", name=re.compile("^Undo"))
    expect(undo.first).to_be_visible()
    desk.goto("/moderation/")
    expect(desk.get_by_text("Nothing waits")).to_be_visible()


def remove(desk, comment):
    desk.goto("/moderation/")
    desk.get_by_role("navigation", name="Moderation").get_by_role(
        "link", name=re.compile("^Reported")
    ).click()
    desk.get_by_role("link", name=re.compile("^Decide these reports")).click()
    desk.get_by_role("group", name="Illegal?").get_by_label("No", exact=True).check()
    desk.get_by_role("group", name="Remove?").get_by_label("Yes").check()
    desk.get_by_label("Reason for removing it").select_option("insult")
    desk.get_by_label("Note to its author").fill("Calls the boatmen names.")
    desk.get_by_role("button", name="Save the decision").click()
    expect(desk.get_by_role("main")).to_be_visible()
    comment.refresh_from_db()
    assert comment.status == "rejected"
