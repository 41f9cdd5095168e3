"""Faults that other comment systems had, tried here: on create, edit, moderator edit, mail, feed, admin.

The numbers are those of a list of 27 published cases (advisories and fixes of WordPress, Isso, Remark42,
wpDiscuz, Discourse, Coral, Lobsters and others). Most have tests of their own elsewhere as well.
"""

import ast
import re
import socket
import time
import uuid
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings as configured
from django.core import mail, signing
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments.models import Ban, Comment, Commenter, Note, Recommendation, Report, WordList
from comments.models.comment import LONGEST_TEXT
from comments.screening import Submission, screen
from portal import links, outbox, urls
from portal.outbox import Mail
from tests import factories, people
from tests.comments.at_once import at_once
from tests.comments.pages import Page, judge
from tests.comments.rows import all_rows
from tests.comments.sending import OURS, Reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unhurried")]
ROOT = Path(__file__).resolve().parents[2]
LATER = timedelta(minutes=10)
EVIL = [
    "https://x.example/#'onmouseover='alert(1)",  # case 1: out of a single-quoted attribute
    "'\"><img src=x onerror=alert(1)>",
    "<a href='https://a.example/'onclick='alert(1)'>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",  # case 7: escaped once, parsed twice
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "]]><script>alert(1)</script>",
    "<img src='https://spy.example/pixel.png'>",  # cases 2 and 3
]


class Known:
    """A reader whose address is proved, who has written something that was answered and rejected."""

    def __init__(self, article, email="kay@reader.example"):
        self.reader = Reader("198.51.100.20")
        self.person = Commenter.objects.create(email=email, name="Kay", confirmed_at=timezone.now())
        self.article = article

    def writes(self, text, **fields):
        response = self.reader.writes(self.article, text, **fields)
        assert response.status_code == 303, response.content.decode()[:3000]
        sent = Comment.objects.order_by("-id").first()
        Comment.objects.filter(pk=sent.pk).update(commenter=self.person, wants_replies=True)
        sent.refresh_from_db()
        return sent


@pytest.fixture
def kay(article):
    return Known(article)


@pytest.fixture
def letters(settings):
    """Send what is due, and what will be in ten minutes; give the mails."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def deliver():
        outbox.send_due(timezone.now() + LATER)
        return mail.outbox

    return deliver


@pytest.fixture
def chief_desk(db):
    client = Client()
    client.force_login(people.chief())
    return client


def feeds_of(article):
    return [f"/feeds/articles/{article.slug}/comments.{kind}" for kind in ("atom", "rss", "json")]


def html_in_feeds(client, article):
    """The HTML that the feeds carry, as a reading program would take it out."""
    for address in feeds_of(article):
        response = client.get(address)
        assert response.status_code == 200
        if address.endswith("json"):
            yield from (item.get("content_html", "") for item in response.json()["items"])
        else:
            # The XML parser is expat: entities that would grow are none of ours.
            for element in ElementTree.fromstring(response.content).iter():
                name = element.tag.rpartition("}")[2]
                if element.get("type") == "html" or name in ("description", "encoded"):
                    yield element.text or ""


def as_page(html):
    return HttpResponse(f"<div class=comment__text>{html}</div>")


# Cases 1, 2, 3, 7: what is typed becomes neither markup nor a way out


@pytest.mark.parametrize("evil", EVIL)
def test_1_2_3_7_nothing_typed_breaks_out_anywhere(article, kay, desk, chief_desk, letters, evil):
    parent = kay.writes(f"Look: {evil}", name=evil[:60])
    judge(kay.reader.sees("/comments/mine/"))
    judge(desk.get("/moderation/"))
    judge(kay.reader.sees(f"/comments/{parent.pk}/edit/"))
    form = Page(kay.reader.sees(f"/comments/{parent.pk}/edit/")).form
    kay.reader.client.post(
        f"/comments/{parent.pk}/edit/", form | {"text": f"{evil} is edited"}, headers=OURS
    )
    parent.refresh_from_db()
    assert parent.text == f"{evil} is edited"
    assert parent.approve(by=None)
    answer = factories.comment(article, evil, parent=parent, name=evil[:60])
    answer.approve(by=people.moderator("ruben"))
    assert parent.edit(by=people.moderator("rosa"), text=f"{evil} moderated", note=evil)
    for address in (article.get_absolute_url(), f"{article.get_absolute_url()}comments/", "/"):
        judge(Client().get(address))
    for html in html_in_feeds(Client(), article):
        judge(as_page(html))
    for address in ("", f"{parent.pk}/edit/", f"{parent.pk}/context/", f"{parent.pk}/writer/"):
        response = desk.get(f"/moderation/{address}", follow=True)
        judge(response)
    listed = chief_desk.get("/admin/comments/comment/")
    changed = chief_desk.get(f"/admin/comments/comment/{parent.pk}/change/")
    for response in (listed, changed):
        for tag, found in Page(response).elements:
            assert not any(name.startswith("on") for name in found)
            assert not re.match(r"\s*(javascript|data):", found.get("href") or "", re.IGNORECASE)
            assert "spy.example" not in found.get("src", "") and tag != "iframe"
    for one in letters():
        assert (
            one.content_subtype == "plain" and not one.attachments
        )  # plain text alone: no picture can call home
        for link in re.findall(r"(?:https?|ftp)://\S+|www\.\S+", one.body):
            assert link.startswith(configured.SITE_URL), link


def test_4_nothing_is_fetched_because_somebody_wrote_its_address(article, desk, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError(f"a connection to {args[1:]}")

    text = "See http://169.254.169.254/latest/meta-data/ and https://internal.example/x.png"
    if configured.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert Reader().writes(article, text).status_code == 303
    comment = Comment.objects.get()
    assert comment.approve(by=None)
    page = Client().get(article.get_absolute_url())
    assert desk.get("/moderation/").status_code == page.status_code == 200
    assert "<img" not in comment.html


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP"]
)
def test_5_a_forged_address_evades_no_limit_vote_or_ban(article, settings, header):
    settings.COMMENTS_PER_MINUTE = 1
    comment = factories.comment(article, "Good.", "approved")
    address = "198.51.100.7"
    for number in (1, 2):
        forged = OURS | {header: f"203.0.113.{number}"}
        Client(REMOTE_ADDR=address).post(f"/comments/{comment.pk}/recommend/", headers=forged)
        reader = Reader(address)
        form = reader.opens(article) | {"name": "Rita", "text": f"Number {number} of mine."}
        last = reader.sends(article, form, headers=forged)
    assert Recommendation.objects.count() == 1
    assert last.status_code == 429
    Ban.impose(by=None, reason="insult", address=address)
    settings.COMMENTS_PER_MINUTE = 0
    reader = Reader(address)
    form = reader.opens(article) | {"name": "Rita", "text": "Number 3 of mine."}
    banned = reader.sends(article, form, headers=OURS | {header: "203.0.113.3"})
    assert banned.status_code in (403, 409)
    assert Comment.objects.filter(text__startswith="Number").count() == 1


def test_6_an_ipv6_address_counts_by_its_network(article):
    comment = factories.comment(article, "Good.", "approved")
    for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"):
        client = Client(REMOTE_ADDR=address)
        client.post(f"/comments/{comment.pk}/recommend/", headers=OURS)
    assert Recommendation.objects.count() == 2


def test_8_what_is_too_long_is_refused_and_never_cut(article, kay, desk, chief_desk):
    long = "word " * (LONGEST_TEXT // 5) + "<b>" * 9
    assert Reader().writes(article, long).status_code == 422
    assert Reader().writes(article, name="N" * 61).status_code == 422
    assert Reader().writes(article, email=f"{'e' * 250}@x.example").status_code == 422
    comment = kay.writes("Short.")
    form = Page(kay.reader.sees(f"/comments/{comment.pk}/edit/")).form
    revised = kay.reader.client.post(
        f"/comments/{comment.pk}/edit/", form | {"text": long}, headers=OURS
    )
    assert revised.status_code == 422
    moderated = desk.post(
        f"/moderation/{comment.pk}/edit/", {"text": long, "note": "Why", "version": "1"}
    )
    changed = chief_desk.post(
        f"/admin/comments/comment/{comment.pk}/change/",
        {"text": long, "note": "Why", "version": "1"},
    )
    for response in (moderated, changed):
        assert response.status_code in (200, 422), "refused, with the form again"
    comment.refresh_from_db()
    assert (comment.text, comment.text_version) == ("Short.", 1)


def test_9_no_other_site_posts_in_a_moderators_name(article, mina):
    comment = factories.comment(article, "Waits.")
    client = Client(enforce_csrf_checks=True)
    client.force_login(mina)
    before = all_rows()
    for route in urls.desk_pages:
        told = {name: comment.pk for name in route.pattern.converters if name == "pk"}
        if set(route.pattern.converters) - {"pk"}:
            continue
        address = reverse(f"moderation:{route.name}", kwargs=told)
        response = client.post(address, {"one": f"approve:{comment.pk}", "text": "<b>x</b>"})
        assert response.status_code in (403, 404, 405), address
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    reader = Reader()
    form = reader.opens(article) | {"name": "Rita", "text": "<script>alert(1)</script>"}
    assert reader.sends(article, form, headers=foreign).status_code == 403
    for deed in ("recommend", "report", "report/illegal"):
        response = client.post(f"/comments/{comment.pk}/{deed}/", headers=foreign)
        assert response.status_code in (403, 404)
    assert all_rows() == before


HIDDEN = ["pending", "rejected", "spam", "withdrawn"]


@pytest.mark.parametrize("status", HIDDEN)
def test_10_a_held_comment_is_at_no_address(article, status):
    comment = factories.comment(article, "Xyzzy.", status, name="Plugh")
    for address in (
        f"/comments/{comment.pk}/",
        *(f"/comments/{comment.pk}/{deed}/" for deed in ("report", "report/illegal", "recommend")),
        f"/comments/{comment.pk}/edit/",
        f"/comments/{comment.pk}/withdraw/",
        f"/comments/new/{article.slug}/?reply_to={comment.pk}",
        f"/moderation/{comment.pk}/context/",
        f"/moderation/{comment.pk}/writer/",
    ):
        response = Client().get(address)
        assert response.status_code in (200, 302, 404, 410), address
        assert "Xyzzy" not in response.content.decode(), address
        assert "Plugh" not in response.content.decode(), address


@pytest.mark.parametrize("state", ["draft", "embargoed", "expired", "withdrawn", "hidden"])
def test_11_comments_of_what_is_not_public_leak_nowhere(state, client):
    if state == "hidden":
        article = factories.published("Quux", comment_policy="hidden")
    else:
        article = getattr(factories, state)("Quux")
    comment = factories.comment(article, "Xyzzy in confidence.", "approved", name="Plugh")
    for address in (
        f"/articles/{article.slug}/",
        f"/articles/{article.slug}/comments/",
        f"/comments/new/{article.slug}/",
        f"/comments/{comment.pk}/",
        *(f"/comments/{comment.pk}/{deed}/" for deed in ("report", "report/illegal", "recommend")),
        *feeds_of(article),
        "/search/?q=Xyzzy",
        "/",
        article.section.get_absolute_url(),
    ):
        said = client.get(address).content.decode()
        assert "in confidence" not in said, address
        assert "Plugh" not in said, address
    for deed in ("report", "recommend"):
        client.post(f"/comments/{comment.pk}/{deed}/", {"reason": "insult"}, headers=OURS)
    assert not Report.objects.exists() and not Recommendation.objects.exists()


def test_12_a_good_token_without_the_permission_does_nothing(article):
    comment = factories.comment(article, "Waits.")
    edith = Client()
    edith.force_login(people.editor())
    before = all_rows()
    for route in urls.desk_pages:
        values = {"pk": comment.pk, "batch": uuid.uuid4(), "name": "links"}
        told = {name: values[name] for name in route.pattern.converters}
        address = reverse(f"moderation:{route.name}", kwargs=told)
        if route.name in ("answer", "say"):  # editors may answer, and the comment is not public
            continue
        response = edith.post(address, {"one": f"approve:{comment.pk}", "text": "x"})
        assert response.status_code in (403, 404, 405), address
        assert "Waits." not in edith.get(address).content.decode(), address
    assert all_rows() == before


def test_13_a_note_is_found_only_by_whom_it_is_for(article, desk, mina):
    elsewhere = factories.published("Elsewhere", section=factories.section("Sport"))
    theirs = factories.comment(elsewhere, "Theirs.")
    note = Note.objects.create(comment=theirs, text="Xyzzy", by=mina, at=timezone.now())
    nele = people.moderator("nele")
    nele.beats.create(section=article.section)
    client = Client()
    client.force_login(nele)
    before = all_rows()
    assert client.post(f"/moderation/notes/{note.pk}/delete/").status_code == 404
    assert client.post(f"/moderation/{theirs.pk}/note/", {"text": "Mine"}).status_code == 404
    for address in ("", f"{theirs.pk}/writer/", "?queue=all", "?queue=all&words=Theirs"):
        assert "Xyzzy" not in client.get(f"/moderation/{address}").content.decode()
    assert all_rows() == before


@pytest.mark.parametrize(
    ("domain", "caught"),
    [
        ("spam.example", True),
        ("www.spam.example", True),
        ("SPAM.example.", True),
        ("notspam.example", False),
        ("spam.example.org", False),
        ("spam-example.com", False),
    ],
)
def test_14_a_domain_is_compared_by_its_labels(article, domain, caught):
    WordList.objects.create(
        name="Spam", kind="domains", entries="spam.example", on=True, changed_at=timezone.now()
    )
    sent = Submission(article=article, text=f"See https://{domain}/x", at=timezone.now())
    found = [one for one in screen(sent).findings if "spam.example" in one["detail"]]
    assert bool(found) == caught


def test_15_wildcards_find_and_subscribe_nobody(article, kay, desk, letters):
    kay.writes("About boats.")
    for typed in ("%@reader.example", "_ay@reader.example", "kay@reader.exampl_"):
        for address, deed in (("/comments/known/", "known"), ("/comments/data/", "export")):
            reader = Reader("203.0.113.77")
            form = Page(reader.sees(address)).form
            reader.client.post(address, form | {"email": typed, "deed": deed}, headers=OURS)
    assert [one for one in letters() if "reader.example" in one.to[0]] == []
    for words in ("%", "_", "\\", "%25"):
        found = desk.get("/moderation/", {"queue": "all", "words": words}).content.decode()
        assert "About boats." not in found


def test_16_nobody_makes_the_paper_mail_many(article, letters):
    for number in range(30):
        Reader("203.0.113.50").writes(
            article, f"Number {number} of many.", email=f"victim{number}@x.example"
        )
        Reader(f"203.0.113.{number + 60}").writes(
            article, f"Another, {number}.", email="victim@x.example"
        )
    to = [one.to[0] for one in letters()]
    assert to.count("victim@x.example") <= 3
    assert len([one for one in to if one != "victim@x.example"]) <= 10
    assert all("Number" not in one.body and "Another," not in one.body for one in mail.outbox)


def test_17_typing_a_trusted_persons_address_gains_nothing(article, kay, mina, settings):
    settings.COMMENTS_TRUST_AFTER = 1
    kay.writes("Once.").approve(by=mina)
    assert (
        Reader("203.0.113.9")
        .writes(article, "Now me.", name="Omar", email=kay.person.email)
        .status_code
        == 303
    )
    sent = Comment.objects.get(text="Now me.")
    assert (sent.status, sent.commenter) == ("pending", None)
    assert Page(Client().get(article.get_absolute_url())).words.count("Now me.") == 0


@pytest.mark.parametrize(
    "name",
    ["Ada Lindqvist", "ada  lindqvist", "Аda Lindqvist", "Ada Lindqv\u0456st", "A.d.a Lindqvist"],
)
def test_18_names_of_the_paper_cannot_be_borrowed(article, desk, name):
    response = Reader().writes(article, name=name)
    assert response.status_code == 422
    assert not Comment.objects.exists()
    root = factories.comment(article, "Root.", "approved")
    form = Page(desk.get(f"/moderation/{root.pk}/answer/")).form
    desk.post(f"/moderation/{root.pk}/answer/", form | {"text": "Hello.", "name": name})
    assert not Comment.objects.filter(name=name, text="Hello.").exists()


def test_19_nothing_is_unpickled_and_links_are_for_one_purpose():
    for file in [ROOT / "manage.py", *ROOT.glob("portal/**/*.py"), *ROOT.glob("comments/**/*.py")]:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            assert not {"pickle", "marshal", "shelve", "dill"} & set(names), file
    assert configured.SESSION_SERIALIZER.endswith("JSONSerializer")
    token = links.signed("unsubscribe", [1, 2])
    assert links.opened("unsubscribe", token) == [1, 2]
    assert links.opened("statement", token) is None
    assert links.opened("unsubscribe", token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert links.opened("unsubscribe", signing.dumps([1, 2])) is None


def test_20_no_get_changes_anything(article, kay, desk, letters):
    comment = kay.writes("Mine.", email="kay@reader.example")
    comment.approve(by=people.moderator("ruben"))
    letters()
    paths = [
        re.sub(r"^https?://[^/]+", "", one)
        for m in mail.outbox
        for one in re.findall(r"https?://\S+", m.body)
    ]
    paths += [
        f"/comments/{comment.pk}/{deed}/" for deed in ("edit", "withdraw", "report", "recommend")
    ]
    paths += ["/comments/mine/", "/comments/known/", "/comments/data/", "/comments/leave/"]
    before = all_rows()
    for path in paths:
        for method in ("get", "head", "options"):
            assert getattr(kay.reader.client, method)(path).status_code < 500, path
    values = {"pk": comment.pk, "batch": uuid.uuid4(), "name": "links"}
    sessions = before.pop("django_session")
    for route in urls.desk_pages:
        told = {name: values[name] for name in route.pattern.converters}
        assert desk.get(reverse(f"moderation:{route.name}", kwargs=told)).status_code < 500
    after = all_rows()
    assert after.pop("django_session") == sessions
    assert after == before


def test_21_who_may_not_post_may_not_edit_either(article, kay):
    comment = kay.writes("Mine.")
    page = f"/comments/{comment.pk}/edit/"
    form = Page(kay.reader.sees(page)).form | {"text": "Changed."}
    article.write(by=None, comment_policy="read_only")
    article.publish(by=None)
    assert kay.reader.client.post(page, form, headers=OURS).status_code == 409
    article.write(by=None, comment_policy="open")
    article.publish(by=None)
    Ban.impose(by=None, reason="insult", commenter=kay.person)
    assert kay.reader.client.post(page, form, headers=OURS).status_code in (403, 409)
    comment.refresh_from_db()
    assert comment.text == "Mine."


def test_22_an_edit_after_approval_is_screened_like_a_comment(article, kay, mina, settings):
    settings.COMMENTS_BLOCKED_WORDS = ["casino"]
    comment = kay.writes("Harmless.")
    comment.approve(by=mina)
    page = f"/comments/{comment.pk}/edit/"
    form = Page(kay.reader.sees(page)).form | {"text": "Come to my casino."}
    assert kay.reader.client.post(page, form, headers=OURS).status_code == 303
    comment.refresh_from_db()
    assert (comment.status, comment.text) == ("pending", "Come to my casino.")
    assert "casino" not in Client().get(article.get_absolute_url()).content.decode()


def test_23_a_parent_is_of_the_same_article_and_shown(article):
    other = factories.published("Another")
    foreign = factories.comment(other, "Elsewhere.", "approved")
    gone = factories.comment(article, "Gone.", "rejected")
    for number, parent in enumerate([foreign.pk, gone.pk, 10**12, "1 OR 1=1", -1]):
        reader = Reader(f"203.0.113.{number}")
        form = reader.opens(article) | {
            "name": "Rita",
            "text": f"Under {number}.",
            "reply_to": parent,
        }
        assert reader.sends(article, form).status_code in (303, 409)
    assert not Comment.objects.filter(text__startswith="Under", parent__isnull=False).exists()
    with pytest.raises(ValueError, match="same article"):
        factories.comment(article, "Under.", parent=foreign)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "/admin/logout/",
    ],
)
def test_24_no_way_back_leads_elsewhere(article, desk, elsewhere):
    comment = factories.comment(article, "Waits.")
    for address, said in (
        (f"/moderation/{comment.pk}/note/", {"text": "Note."}),
        ("/moderation/rule/", {"one": f"spam:{comment.pk}", f"seen-{comment.pk}": "pending:1"}),
    ):
        response = desk.post(address, said | {"back": elsewhere, "next": elsewhere})
        assert response.status_code in (302, 303)
        assert response["Location"].startswith("/moderation/")
    sent = Reader()
    form = sent.opens(article) | {
        "name": "R",
        "text": "Hello.",
        "next": elsewhere,
        "back": elsewhere,
    }
    assert sent.sends(article, form)["Location"].startswith("/comments/mine/")


@pytest.mark.parametrize(
    "text",
    [
        "&:" * 2500,
        "http://" * 714,
        "a@" * 2500,
        "www." * 1250,
        "<" * 5000,
        "(" * 5000,
        "x.y" * 1600,
    ],
    ids=lambda text: text[:7],
)
def test_25_no_text_keeps_the_server_busy(article, text):
    WordList.objects.create(
        name="Patterns",
        entries="(a+)+$\n" + "\n".join(f"word{n} .*.*.*x" for n in range(200)),
        on=True,
        changed_at=timezone.now(),
    )
    start = time.process_time()
    Reader().writes(article, text[:LONGEST_TEXT])
    assert time.process_time() - start < 5


def test_26_a_page_that_caches_keep_holds_nothing_of_anybody(article, kay):
    kay.writes("Pending words of Kay.")
    factories.comment(article, "Approved.", "approved")
    for address in (article.get_absolute_url(), f"{article.get_absolute_url()}comments/"):
        own, strange = kay.reader.sees(address), Client().get(address)
        assert own.content == strange.content
        assert "public" in own["Cache-Control"] and not own.cookies
        for word in ("csrfmiddlewaretoken", 'name="proof"', "Pending words"):
            assert word not in own.content.decode()
    for address in ("/comments/mine/", f"/comments/new/{article.slug}/", "/comments/data/"):
        assert "no-store" in kay.reader.sees(address)["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_27_two_at_once_count_once(article):
    comment = factories.comment(article, "Good.", "approved")
    reader = Reader("203.0.113.5")
    reader.writes(article, "My first.")
    cookie = reader.client.cookies.output(header="").strip().split(";")[0]
    headers = OURS | {"Cookie": cookie}
    report = Page(reader.sees(f"/comments/{comment.pk}/report/")).form | {"reason": "insult"}

    def posts(deed, said):
        client = Client(REMOTE_ADDR="203.0.113.5")
        return lambda: client.post(f"/comments/{comment.pk}/{deed}/", said, headers=headers)

    answers = at_once(*(posts("recommend", {}) for _ in range(4)))
    answers += at_once(*(posts("report", report) for _ in range(4)))
    assert {one.status_code for one in answers} <= {200, 302, 303, 409}
    assert Recommendation.objects.filter(comment=comment).count() == 1
    assert Report.objects.filter(comment=comment).count() == 1
    assert Mail.objects.filter(key__startswith="report").count() <= 1
