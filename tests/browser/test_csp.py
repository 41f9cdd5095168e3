"""The whole site, the admin included, runs under one strict policy without a word on the console."""

import io
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from PIL import Image as Pillow
from playwright.sync_api import expect

from articles.models import Article, Image, Series, Slot, Topic
from comments.models import Beat, Comment
from tests import people

pytestmark = pytest.mark.browser
NOT_OURS = ("/static/", "/media/")  # the test's server answers these itself
NONE, SELF = {"'none'"}, {"'self'"}
# The browser itself says so of a page that is not there.
NO_SUCH = "Failed to load resource: the server responded with a status of "
# Django's admin focuses some fields by script and by attribute.
FOCUSED = "/admin/: Autofocus processing was blocked"


class Watch:
    """What a page, and any page it opens, says and gets from the moment it is watched."""

    def __init__(self, page, address):
        self.page, self.host = page, urlsplit(address).netloc
        self.said, self.answers = [], []
        page.context.on("console", self._note)
        page.context.on("response", lambda answer: self.answers.append(answer))

    def _note(self, message):
        folder = "/".join(message.page.url.split("/")[3:4]) if message.page else ""
        self.said.append(f"/{folder}/: {message.text}")

    def is_silent(self):
        """Nothing was said, nothing failed, and every answer carried the strict policy."""
        told = [text for text in self.said if NO_SUCH not in text and FOCUSED not in text]
        assert (told, self.page.errors, self.page.foreign) == ([], [], []), self.page.url
        judged = 0
        for answer in self.answers:
            to = urlsplit(answer.url)
            if to.netloc == self.host and not to.path.startswith(NOT_OURS):
                policy = answer.headers.get("content-security-policy", "")
                assert is_strict(policy), f"{to.path}: {policy}"
                judged += 1
        assert judged
        self.answers.clear()


def is_strict(policy):
    """Whether it allows nothing but our own files, and what is told by its hash."""
    parts = (part.split() for part in policy.split(";") if part.strip())
    allows = {name: set(sources) for name, *sources in parts}
    hashed = allows.pop("script-src") | allows.pop("style-src")
    hashed = {source for source in hashed if not source.startswith("'sha256-")}
    return (
        hashed == SELF
        and allows.pop("default-src") == allows.pop("base-uri") == allows.pop("object-src") == NONE
        and allows.pop("form-action") == allows.pop("frame-ancestors") == SELF
        and all(sources in (SELF, NONE) for sources in allows.values())
    )


@pytest.fixture
def watch(live_server):
    return lambda page: Watch(page, live_server.url)


def test_a_policy_with_a_hole_is_not_strict():
    strict = "default-src 'none'; script-src 'self' 'sha256-x'; style-src 'self'; base-uri 'none'; "
    strict += "object-src 'none'; form-action 'self'; frame-ancestors 'self'; img-src 'self'"
    assert is_strict(strict)
    for hole in ["'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:", "'nonce-x'"]:
        assert not is_strict(strict.replace("'sha256-x'", hole))
    assert not is_strict(strict.replace("img-src 'self'", "img-src *"))


def test_the_public_pages_are_silent(paper, visitor, watch, monkeypatch):
    page = visitor()
    seen = watch(page)
    section = paper.section.get_absolute_url()
    for address in ["/", "/?page=2", section, paper.address, f"{paper.address}comments/?page=2"]:
        assert page.goto(address).status == 200
        seen.is_silent()
    for address, status in [
        ("/articles/never-written/", 404),
        (paper.withdrawn.get_absolute_url(), 410),
        ("/preview/forged/", 404),
    ]:
        assert page.goto(address).status == status
        seen.is_silent()
    monkeypatch.setattr("articles.lists.page_of", None)
    assert page.goto(f"{section}?broken").status == 500
    seen.is_silent()


def test_a_comment_is_written_in_silence(paper, visitor, watch):
    page = visitor()
    seen = watch(page)
    page.goto(paper.address)
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("textbox", name="Comment").fill("I was there.")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("textbox", name="Name").fill("Rita Reader")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Preview")).to_be_visible()
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("heading", name="Your comment has arrived")).to_be_visible()
    page.get_by_role("link", name="Your comments").click()
    page.get_by_role("link", name="Change it").click()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Preview")).to_be_visible()
    page.goto(f"/comments/new/{paper.article.slug}/?reply_to={paper.first_comment.pk}")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("alert")).to_be_visible()
    seen.is_silent()


def test_the_desk_is_silent(paper, at_work, watch):
    page = at_work(people.moderator())
    seen = watch(page)
    page.goto("/moderation/")
    page.get_by_role("link", name="Edit").first.click()
    page.get_by_role("button", name="Save the text").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("textbox", name="Text").fill("I was there, too.")
    page.get_by_role("textbox", name="Note to the author").fill("A slip of the pen.")
    page.get_by_role("button", name="Save the text").click()
    page.get_by_role("button", name="Approve").first.click()
    with page.expect_response("**/moderation/undo/**"):
        page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".ruled")).to_have_count(0)
    assert page.goto("/admin/articles/author/").status == 403
    seen.is_silent()


def test_what_a_moderator_may_not_see_says_so_in_silence(paper, at_work, watch):
    page = at_work(people.editor())
    seen = watch(page)
    assert page.goto("/moderation/").status == 403
    seen.is_silent()


def test_logging_in_is_silent(paper, visitor, log_in, watch):
    page = visitor()
    seen = watch(page)
    page.goto("/admin/")
    page.get_by_role("button", name="Log in").click()
    log_in(page, people.chief())
    expect(page.get_by_role("heading", name="The editors’ desk")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    seen.is_silent()


def test_every_list_and_form_of_the_admin_is_silent(paper, at_work, watch):
    chief = people.chief()
    people.moderator()
    Topic.objects.create(name="Harbours", slug="harbours")
    paper.waiting.reject(by=chief, reason="off_topic")
    Series.objects.create(name="The bridge")
    Slot.objects.create(article=paper.article)
    Beat.objects.create(moderator=chief, section=paper.section)
    page = at_work(chief)
    seen = watch(page)
    for model in admin.site._registry:
        folder = f"/admin/{model._meta.app_label}/{model._meta.model_name}"
        assert page.goto(f"{folder}/").status == 200, folder
        assert page.goto(f"{folder}/add/").status in (200, 403), folder
        row = model.objects.first()
        assert page.goto(f"{folder}/{row.pk}/change/").status == 200, folder
        seen.is_silent()


def test_an_article_is_written_in_silence(paper, at_work, watch):
    """With the rich text editor, the autocompletion of topics and pictures."""
    Topic.objects.create(name="Harbours", slug="harbours")
    page = at_work(people.editor())
    seen = watch(page)
    page.goto("/admin/articles/article/add/")
    page.get_by_label("Headline").fill("Ferry line to be sold")
    write_with_the_menu(page)
    choose_a_topic(page)
    choose_a_picture(page)
    page.get_by_label("Section").select_option("World")
    page.locator("#id_bylines_1").select_option("Ada Lindqvist")
    page.get_by_role("button", name="Publish").first.click()
    expect(page.get_by_text("is saved: live")).to_be_visible()
    page.get_by_role("link", name="See it").click()
    expect(page.get_by_role("heading", name="What it means")).to_be_visible()
    seen.is_silent()

    article = Article.objects.published().newest_first().first()
    assert article.body == (
        "<p>The council <strong>sold</strong></p><h2>What it means</h2><p>Nothing yet.</p>"
    )
    assert [str(topic) for topic in article.topics.all()] == ["Harbours"]
    assert article.lead_image == Image.objects.get()


def write_with_the_menu(page):
    page.locator(".tiptap.ProseMirror").click()
    page.keyboard.type("The council ")
    page.get_by_role("button", name="bold").click()
    page.keyboard.type("sold")
    page.keyboard.press("Enter")
    page.locator(".prose-menubar__selected").click()
    page.get_by_role("button", name="Heading 2").click()
    page.keyboard.type("What it means")
    page.keyboard.press("Enter")
    page.keyboard.type("Nothing yet.")


def choose_a_topic(page):
    pick(page, "topics", "Harb", "Harbours")


def choose_a_picture(page):
    pick(page, "lead_image", "dawn", "The bridge at dawn")


def pick(page, field, typed, found):
    """Open the list, type a part of the name, take what is found."""
    page.locator(f".field-{field} .select2-selection").first.click()
    page.get_by_role("searchbox").last.click()
    page.keyboard.type(typed)
    page.get_by_role("option", name=found).click()
    expect(page.locator(f"#id_{field}")).not_to_have_value("")


def test_a_picture_is_uploaded_in_silence(live_server, at_work, watch):
    drawn = io.BytesIO()
    Pillow.new("RGB", (640, 427), "teal").save(drawn, "PNG")
    page = at_work(people.editor())
    seen = watch(page)
    page.goto("/admin/articles/image/add/")
    page.get_by_label("File").set_input_files(
        {"name": "teal.png", "mimeType": "image/png", "buffer": drawn.getvalue()}
    )
    page.get_by_label("Alternative text").fill("A field of teal")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    picture = page.get_by_role("img", name="A field of teal")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.complete && picture.naturalWidth")
    seen.is_silent()


def test_comments_are_ruled_on_in_silence(paper, at_work, watch):
    page = at_work(people.moderator())
    seen = watch(page)
    page.goto("/admin/comments/comment/?status__exact=pending")
    page.get_by_role("row", name="Wanda Waits").get_by_role("checkbox").check()
    page.get_by_role("combobox", name="Action").select_option("Approve")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("1 comment was ruled on.")).to_be_visible()
    assert Comment.objects.get(pk=paper.waiting.pk).is_public
    seen.is_silent()


def test_a_colleague_is_added_in_silence(live_server, at_work, watch):
    page = at_work(people.chief())
    seen = watch(page)
    page.goto("/admin/portal/user/add/")
    page.get_by_label("Username").fill("nora")
    page.get_by_label("Password:", exact=True).fill(people.PASSWORD)
    page.get_by_label("Password confirmation").fill(people.PASSWORD)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("listbox", name="Available groups").select_option("Editors")
    page.get_by_role("button", name="Choose selected groups").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert people.User.objects.get(username="nora").groups.get().name == "Editors"
    seen.is_silent()
