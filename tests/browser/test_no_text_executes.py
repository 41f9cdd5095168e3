"""No text that a person typed executes: every payload, everywhere it is shown, in a real browser.

The payloads are tests/data/markup.json and, where CORPORA_DIR names a folder, those of others.
"""

import json
import re
import uuid
from itertools import cycle
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from articles.models import Article, Author
from comments.admin import CommentAdmin, DecisionAdmin
from comments.models import Comment
from comments.people.browser import remember
from portal.markup import COMMENT_LENGTH, Refused, article_body
from tests import factories, people
from tests.comments.sending import Reader

pytestmark = pytest.mark.browser
OURS = Path(__file__).parents[1] / "data" / "markup.json"
# What executes, and what the judge must call it.
EXECUTES = {
    "<img src=x onerror=alert(1)>": "onerror",
    "<script>alert(2)</script>": "a script called alert",
    "<svg onload=alert(3)>": "onload",
    "<a href='java&#10;script:alert(4)'>x</a>": "a link to javascript:",
    "<form><button formaction='javascript:alert(5)'>x</button></form>": "javascript:",
    "<iframe srcdoc='<script>parent.alert(6)</script>'></iframe>": "srcdoc",
    "<style>@import 'https://evil.example/';</style>": "a style sheet",
    "<img srcset='https://evil.example/x.png 1x'>": "a foreign srcset",
}

# Whatever a payload calls leaves a trace, even where no dialog can open.
TRACE = """for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  const original = window[name];
  window[name] = (...given) => { window.__ran = name; return original(...given); };
}"""
# What the browser made of the page, after it has parsed it: anything that could run, and was not ours.
JUDGE = """() => {
  const problems = [];
  const tell = (what, element) => problems.push(`${what}: ${element.outerHTML.slice(0, 300)}`);
  const ours = (address) => new URL(address, location).origin === location.origin;
  const leads = ["href", "xlink:href", "action", "formaction", "src", "data", "poster", "background"];
  if (window.__ran) problems.push(`a script called ${window.__ran}`);
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    const path = element.src && ours(element.src) && new URL(element.src).pathname;
    const file = path && (path.startsWith("/static/") || path === "/admin/jsi18n/");
    const data = ["importmap", "application/json", "application/ld+json"].includes(element.type);
    if (name === "script" && !file && !data) tell("a script", element);
    if (name === "style" && !element.closest("head")) tell("a style sheet", element);
    if (name === "link" && !ours(element.href)) tell("a foreign link element", element);
    if (name === "meta" && element.httpEquiv) tell("a meta that commands", element);
    if (/^(iframe|frame|object|embed|applet|base|animate|set|foreignobject|math)$/i.test(name))
      tell("an active element", element);
    const copies = (element.srcset || "").split(",").map((one) => one.trim().split(" ")[0]);
    if (!copies.every((one) => one === "" || one.startsWith("/media/images/")))
      tell("a foreign srcset", element);
    if (["img", "video", "audio", "source"].includes(name) && element.src && !ours(element.src))
      tell("a foreign file", element);
    if (name === "form" && !ours(element.getAttribute("action") || "")) tell("a foreign form", element);
    for (const attribute of element.attributes) {
      if (/^on|^srcdoc$/i.test(attribute.name)) tell(attribute.name, element);
      if (!leads.includes(attribute.name)) continue;
      const address = URL.parse(attribute.value, location);
      const safe = ["http:", "https:", "mailto:", "tel:"];
      if (address && !safe.includes(address.protocol)) tell(address.protocol, element);
    }
    if (name === "a" && element.href && !/^(https?|mailto|tel):$/.test(element.protocol))
      tell(`a link to ${element.protocol}`, element);
  }
  return problems;
}"""
NO_FILE = "Failed to load resource: the server responded with a status of 404"  # of an image


@pytest.fixture(scope="module")
def payloads(corpora_dir):
    found = [case["payload"] for case in json.loads(OURS.read_text())] + [*EXECUTES]
    if corpora_dir:
        found += [
            case["payload"] for case in json.loads((corpora_dir / "dompurify.json").read_text())
        ]
        found += json.loads((corpora_dir / "blns.json").read_text())
    # Forms refuse the character that PostgreSQL cannot store, and what is empty or too long.
    found = [payload.replace("\0", "\ufffd") for payload in found if payload.strip()]
    return [payload for payload in dict.fromkeys(found) if len(payload) <= COMMENT_LENGTH]


@pytest.fixture
def sample(payloads):
    """Some twenty of them: a cross-section, and those that try to leave the field they stand in."""
    leaving = [one for one in payloads if "</textarea" in one.lower() or "</title" in one.lower()]
    return [*payloads[:: len(payloads) // 12 + 1], *leaving[:5], *EXECUTES]


def in_batches(things, size):
    return [things[at : at + size] for at in range(0, len(things), size)]


def send(article, payload, **fields):
    """A comment with the payload in everything that its writer, or a machine for them, may fill in."""
    finding = {"check": "trap", "verdict": "hold", "detail": payload, "retry_after": 0}
    told = {"name": payload[:60], "email": payload[:254], "screening": [finding]} | fields
    return Comment.send(article, payload, token=uuid.uuid4(), **told)


def look_at(page, address):
    """Open a page and judge it."""
    page.goto(address)
    assert page.evaluate(JUDGE) == [], address
    assert (page.dialogs, page.errors, page.foreign) == ([], [], []), address
    assert [text for text in page.console if NO_FILE not in text] == [], address


def wary(page):
    page.add_init_script(TRACE)
    return page


def test_the_judge_sees_what_would_execute(visitor):
    page = wary(visitor(bypass_csp=True))
    for payload, verdict in EXECUTES.items():
        page.goto("/robots.txt")
        page.set_content(f"<main>{payload}</main>")
        assert any(told.startswith(verdict) for told in page.evaluate(JUDGE)), payload
    assert len(page.dialogs) > 2
    assert page.foreign == ["https://evil.example/", "https://evil.example/x.png"]


def test_nothing_executes_where_everybody_reads(payloads, visitor):
    """In the articles' bodies and all their other words; in comments as sent and as edited."""
    mina, edith = people.moderator(), people.editor()
    page = wary(visitor())
    for batch in in_batches(payloads, 50):  # so many replies stand on a page
        with transaction.atomic():
            article = article_made_of(batch, edith)
            root = send(article, "So be it.", status="approved")
            for payload in batch:
                send(article, payload, parent=root, status="approved")
        look_at(page, article.get_absolute_url())
        look_at(page, f"{article.get_absolute_url()}comments/")
        assert page.get_by_role("article").count() > len(batch)
        with transaction.atomic():
            # The root gets the first payload, so each comment gets another than it has.
            for comment, payload in zip(article.comments.all(), batch, strict=False):
                comment.edit(by=mina, text=payload, note=payload[:300])
        look_at(page, f"{article.get_absolute_url()}comments/?order=newest")
        assert article.comments.filter(text_version=2).count() == len(batch)
    look_at(page, f"/comments/new/{article.slug}/?reply_to={root.pk}")
    look_at(page, "/")
    look_at(page, article.section.get_absolute_url())


def article_made_of(batch, edith):
    """An article with the payloads in its body, and some in whatever else it says."""
    bodies = []
    for payload in batch:
        try:
            bodies.append(article_body(payload))
        except Refused:
            continue
    together = " ".join(batch)
    some = cycle(batch)
    author = Author.objects.create(name=next(some)[:80], slug=f"author-{uuid.uuid4()}")
    article = factories.published(
        next(some)[:200],
        by=edith,
        body="".join(bodies).replace('alt=""', 'alt="A picture"'),  # else it is not published
        standfirst=together,
        dateline=next(some)[:80],
        lead_image=factories.image(
            caption=together[:400], alt=together[-300:], credit=next(some)[:120]
        ),
        bylines=[(author, next(some)[:60])],
    )
    article.write(by=edith, lead_image_alt=next(some)[:300])
    article.publish(by=edith, change="correction", note=together)
    return article


def test_nothing_executes_at_the_desk(payloads, sample, at_work, monkeypatch):
    monkeypatch.setattr("comments.desk.queue.A_PAGE", 150)
    article = factories.published("<script>alert(1)</script>")
    with transaction.atomic():
        parent = send(article, "<script>alert(1)</script>")
        for payload in payloads:
            send(article, payload, parent=parent)
    page = wary(at_work(people.moderator("<script>alert(1)</script>")))
    for number in range(1, len(payloads) // 150 + 2):
        look_at(page, f"/moderation/?page={number}")
    with page.expect_response(re.compile("/moderation/rule/")):
        page.get_by_role("button", name="Approve").first.click()
    look_at(page, "/moderation/")
    for comment in article.comments.filter(text__in=sample):
        look_at(page, f"/moderation/{comment.pk}/edit/")
        assert page.get_by_role("textbox", name="Text").input_value() == as_typed(comment.text)


def as_typed(text):
    """What a textarea makes of line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_nothing_executes_in_the_admin(payloads, sample, at_work, monkeypatch):
    """Comments with payloads in every field, and comments that are edited there."""
    for desk in [CommentAdmin, DecisionAdmin]:
        monkeypatch.setattr(desk, "list_per_page", 300)
    chief, edith = people.chief(), people.editor()
    article = factories.published("A comment in the admin")
    with transaction.atomic():
        comments = [send(article, "Harmless.", name=one[:60]) for one in payloads]
        written = article_made_of(payloads[:100], edith)
    client = Client()
    client.force_login(chief)
    with transaction.atomic():
        for comment, payload in zip(comments, payloads, strict=True):
            fields = {"text": payload, "note": payload[:300], "version": 1}
            answer = client.post(f"/admin/comments/comment/{comment.pk}/change/", fields)
            # What leaves nothing to read is refused; the rest is stored.
            assert answer.status_code == 302 or b"needs a text" in answer.content, payload
            client.cookies.pop("messages", None)  # unread ones would pile up
    page = wary(at_work(chief))
    for number in range(1, len(payloads) // 300 + 2):
        look_at(page, f"/admin/comments/comment/?p={number}")
        look_at(page, f"/admin/comments/decision/?p={number}")
    for comment in Comment.objects.filter(text__in=sample):
        look_at(page, f"/admin/comments/comment/{comment.pk}/change/")
    look_at(page, f"/admin/articles/article/{written.pk}/change/")
    for name in ["article", "author", "image", "revision"]:
        look_at(page, f"/admin/articles/{name}/")
    look_at(page, "/admin/")


def test_nothing_executes_where_a_writer_sees_their_own(payloads, visitor):
    article = factories.published("Sent from here")
    page = wary(visitor())
    for batch in in_batches(payloads, 20):  # so many stand on a page
        browser = uuid.uuid4()
        with transaction.atomic():
            for payload in batch:
                send(article, payload, browser=browser)
        cookie = remember(HttpResponse(), browser).cookies["reader"].value
        address = f"{configured.SITE_URL}/comments/"
        page.context.add_cookies([{"name": "reader", "value": cookie, "url": address}])
        look_at(page, "/comments/mine/")
        assert page.get_by_role("article").count() == len(batch)


def test_nothing_executes_that_comes_through_the_forms(sample, visitor, at_work, unhurried):
    """The readers' form and the editors' form, from the first field to the page."""
    article, edith, reader = factories.published("Sent by form"), people.editor(), Reader()
    client = Client()
    client.force_login(edith)
    for payload in sample:
        answer = reader.writes(article, payload, name=payload[:60])
        assert answer.status_code in (303, 422), payload
        fields = {"headline": payload[:200], "standfirst": payload[:300], "body": payload}
        fields |= {"section": article.section_id, "kind": "news", "language": "en"}
        fields |= {"bylines-author": factories.author().pk, "comment_policy": "open"}
        answer = client.post("/admin/articles/article/add/", fields | {"_publish": "Publish"})
        assert answer.status_code in (200, 302), payload
    mina = people.moderator()
    sent = Comment.objects.all()
    assert len(sent) > len(sample) / 3
    for comment in sent:
        comment.approve(by=mina)
    page = wary(visitor())
    look_at(page, article.get_absolute_url())
    written = Article.objects.exclude(pk=article.pk).published()
    assert len(written) > len(sample) / 3
    for one in written:
        look_at(page, one.get_absolute_url())
