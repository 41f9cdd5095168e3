"""A page's version is its validator: it changes with all that the page shows, and nothing else."""

import inspect
import re
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Author, Image, Page, Section, Slot, Topic
from articles.models.everywhere import ShownEverywhere
from articles.models.publishing import Publishing
from comments.models import Comment
from comments.models.authoring import Authoring
from comments.models.erasing import Erasing
from comments.models.picking import Picking
from comments.models.restoring import Restoring
from comments.models.ruling import Ruling
from comments.screening import Submission, screen
from portal import edition
from tests import factories
from tests.everywhere import NOT_PUBLIC

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LISTS = ["front", "section"]
TALK = ["article", "thread"]
ALL = [*LISTS, *TALK]


class Site:
    """A small site on the eve of a deed: an article, its discussion, and what stands around it."""

    def __init__(self):
        self.image = factories.image()
        self.article = factories.published("The article", slug="the-article", lead_image=self.image)
        self.other = factories.published("Another", slug="another")
        self.section, self.author = self.article.section, factories.author()
        self.topic = Topic.objects.create(name="Sea", slug="sea")
        self.spare = factories.section("Spare")
        self.spare_topic = Topic.objects.create(name="Ocean", slug="ocean")
        self.approved = factories.comment(self.article, "Approved.", status="approved")
        self.rejected = factories.comment(self.article, "Rejected.", status="rejected")
        self.pending = factories.comment(self.article, "Pending.")

    def pages(self):
        return {
            "front": "/",
            "section": "/sections/world/",
            "article": "/articles/the-article/",
            "thread": "/articles/the-article/comments/",
            "other": "/articles/another/",
        }


@pytest.fixture
def site():
    return Site()


def etags(client, site):
    """The ETag of every page. A page that is gone has none, which is another answer as well."""
    return {name: client.get(address).get("ETag") for name, address in site.pages().items()}


def changed_by(client, site, deed):
    before = etags(client, site)
    deed(site)
    after = etags(client, site)
    return {name for name in before if before[name] != after[name]}


def pending_change(site):
    site.article.write(by=None, headline="Changed", label="breaking")
    return site.article


def waiting_change(site):
    article = pending_change(site)
    article.publish(by=None, takes_effect=timezone.now() + HOUR)
    return article.newest_revision()


def withdrawn(site):
    site.article.withdraw(by=None, reason="A mistake.")
    return site.article


def rewritten(site):
    site.approved.edit(by=None, text="Another text.")


def restored_text(comment):
    comment.restore_text(None, comment.decisions.last(), timezone.now())


def undone(site):
    site.approved.undo(by=None)


def picked(site):
    site.approved.pick(by=None)


def withdrawn_comment(site):
    site.approved.withdraw()


def revised(comment):
    again = screen(Submission(comment.article, "Revised.", timezone.now(), editing=comment))
    assert comment.revise("Revised.", again)


# What each verb changes: a deed, and the pages that show it. Some need something done before.
VERBS = {
    "Publishing.publish": (pending_change, lambda s: s.article.publish(by=None), ALL),
    "Publishing.take_effect": (
        waiting_change,
        lambda s: s.article.take_effect(s.article.newest_revision(), timezone.now()),
        ALL,
    ),
    "Publishing.withdraw": (None, withdrawn, ALL),
    "Publishing.reinstate": (withdrawn, lambda s: s.article.reinstate(by=None), ALL),
    "Ruling.approve": (None, lambda s: s.pending.approve(by=None), ALL),
    "Ruling.reject": (None, lambda s: s.approved.reject(by=None, reason="insult"), ALL),
    "Ruling.mark_as_spam": (None, lambda s: s.approved.mark_as_spam(by=None), ALL),
    "Ruling.undo": (None, undone, ALL),
    "Ruling.edit": (None, lambda s: s.approved.edit(by=None, text="Edited."), TALK),
    "Picking.pick": (None, lambda s: s.approved.pick(by=None), TALK),
    "Picking.unpick": (picked, lambda s: s.approved.unpick(by=None), TALK),
    "Restoring.hold_as_reported": (
        None,
        lambda s: s.approved.hold_as_reported(timezone.now()),
        ALL,
    ),
    "Restoring.restore": (None, lambda s: s.rejected.restore(None, timezone.now()), ALL),
    "Restoring.restore_text": (rewritten, lambda s: restored_text(s.approved), TALK),
    "Comment.withdraw": (None, withdrawn_comment, ALL),
    "Authoring.revise": (None, lambda s: revised(s.approved), ALL),
    "Erasing.erase": (None, lambda s: s.approved.erase(by=None, at=timezone.now()), ALL),
    "ShownEverywhere.save": (None, lambda s: rename(s.section), ALL),
    "ShownEverywhere.delete": (None, lambda s: s.spare.delete(), ALL),
    "Image.save": (None, lambda s: s.image.save(), ALL),
    "Page.save": (None, lambda s: Page(title="Masthead", slug="masthead").save(), ALL),
    "Slot.save": (None, lambda s: Slot(article=s.other).save(), ALL),
    "Topic.merge_into": (None, lambda s: s.topic.merge_into(s.spare_topic), ALL),
    "Article.delete": (None, lambda s: Article.objects.get(pk=s.other.pk).delete(), LISTS),
}
# Verbs and questions after which every public page is as it was.
SILENT = {
    "Publishing.write": (None, pending_change),
    "Publishing.submit": (None, lambda s: factories.draft().submit(by=None)),
    "Publishing.close_previews": (None, lambda s: s.article.close_previews()),
    "Publishing.has_pending_changes": (None, lambda s: s.article.has_pending_changes()),
    "Publishing.was_public": (None, lambda s: s.article.was_public()),
    "Restoring.let_stand": (None, lambda s: s.approved.let_stand(by=None)),
    "Ruling.confirm": (None, lambda s: s.approved.confirm(by=None)),
    "Ruling.last_deed": (None, lambda s: s.approved.last_deed()),
    "Ruling.last_ruling": (None, lambda s: s.approved.last_ruling()),
    "Authoring.is_revisable": (None, lambda s: s.approved.is_revisable()),
    "Comment.send": (None, lambda s: factories.comment(s.article, "New.")),
    "Comment.hold_for": (
        None,
        lambda s: s.approved.hold_for([{"check": "links"}], timezone.now()),
    ),
}


def rename(row):
    row.name = "World and beyond"
    row.save()


@pytest.mark.parametrize("verb", VERBS)
def test_what_the_public_sees_of_a_deed_is_a_new_version(client, site, verb):
    before, deed, pages = VERBS[verb]
    if before:
        before(site)
    assert changed_by(client, site, deed) >= set(pages)


@pytest.mark.parametrize("verb", SILENT)
def test_what_nobody_sees_is_no_new_version(client, site, verb):
    before, deed = SILENT[verb]
    if before:
        before(site)
    assert changed_by(client, site, deed) == set()


def public_methods(model):
    """The methods that a class itself has, without questions that Django asks every model."""
    asked_by_django = {"get_absolute_url", "clean", "full_clean"}
    return {
        f"{model.__name__}.{name}"
        for name, value in vars(model).items()
        if not name.startswith("_")
        and name not in asked_by_django
        and (inspect.isfunction(value) or isinstance(value, classmethod))
    }


# Questions of the models themselves; they are asked in templates and write nothing.
QUESTIONS = {
    "Article.is_published",
    "Article.label_now",
    "Article.newest_revision",
    "Article.as_it_would_be",
    "Image.take",  # the caller saves
    "Image.copy",
    "Image.alt_here",
    "Slot.is_running",
    "Slot.is_over",
}


def test_no_verb_is_missing_from_these_lists():
    """Whoever writes a new one decides here which pages show it."""
    there = set()
    shown_everywhere = ShownEverywhere.__subclasses__()
    mixins = (Publishing, Ruling, Restoring, Picking, Authoring, Erasing, ShownEverywhere)
    for model in (*mixins, Article, Comment, *shown_everywhere):
        there |= public_methods(model)
    assert there - VERBS.keys() - SILENT.keys() - QUESTIONS == set()
    assert VERBS.keys() | SILENT.keys() | QUESTIONS == there


@pytest.mark.parametrize("name", ["section", "author", "topic", "image", "spare"])
def test_whatever_is_shown_everywhere_changes_every_page_when_it_is_saved(client, site, name):
    assert changed_by(client, site, lambda s: getattr(s, name).save()) == {*ALL, "other"}


@pytest.mark.parametrize(
    "make",
    [
        lambda: Section.objects.create(name="New", slug="new"),
        lambda: Author.objects.create(name="New", slug="new"),
        lambda: Topic.objects.create(name="New", slug="new"),
        lambda: factories.image(),
    ],
)
def test_and_when_it_is_made_and_when_it_is_deleted(client, site, make):
    made = []
    assert changed_by(client, site, lambda s: made.append(make())) == {*ALL, "other"}
    assert changed_by(client, site, lambda s: made.pop().delete()) == {*ALL, "other"}


def test_rows_deleted_together_are_a_new_version_too(client, site):
    """The admin deletes what is ticked in one query, without asking each row."""
    factories.author("Unused")
    lone = factories.image()
    for rows in (
        Section.objects.filter(pk=site.spare.pk),
        Topic.objects.all(),
        Author.objects.filter(name="Unused"),
        Image.objects.filter(pk=lone.pk),
    ):
        assert changed_by(client, site, lambda s, rows=rows: rows.delete()) == {*ALL, "other"}


@pytest.mark.parametrize(
    "deed",
    [
        lambda s: s.pending.mark_as_spam(by=None),
        lambda s: s.pending.reject(by=None, reason="insult"),
        lambda s: s.rejected.edit(by=None, text="Still rejected."),
        lambda s: s.pending.withdraw(),
    ],
)
def test_what_happens_to_a_hidden_comment_changes_no_page(client, site, deed):
    """The bytes, that is: whether the version rises all the same is a matter of cost alone."""
    before = {name: client.get(address).content for name, address in site.pages().items()}
    deed(site)
    after = {name: client.get(address).content for name, address in site.pages().items()}
    assert after == before


def test_a_discussion_leaves_other_articles_alone(client, site):
    assert "other" not in changed_by(client, site, lambda s: s.pending.approve(by=None))


# The reader has this version


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_reader_who_has_the_page_is_told_so_in_one_query(client, site, method):
    for address in site.pages().values():
        whole = client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = getattr(client, method)(address, headers={"If-None-Match": whole["ETag"]})
        assert (answer.status_code, answer.content, len(queries)) == (304, b"", 1)
        for header in ("ETag", "Cache-Control", "Vary"):
            assert answer.get(header) == whole.get(header)


def test_the_validator_is_found_as_the_standard_says(client):
    edition.bump("site")
    etag = client.get("/")["ETag"]
    for known in [f'"other", {etag}', f"W/{etag}", "*", f'W/"x" , {etag} ,"y"']:
        assert client.get("/", headers={"If-None-Match": known}).status_code == 304
    for known in ['"x"', "x", "", '""', "W/", etag[1:-1], '"' + "x" * 9999 + '"']:
        answer = client.get("/", headers={"If-None-Match": known})
        assert answer.status_code == 200 and answer.content


def test_head_answers_as_get_without_the_page(client, site):
    for address in site.pages().values():
        whole, head = client.get(address), client.head(address)
        assert head.status_code == 200 and head.content == b""
        for header in ("ETag", "Cache-Control", "Content-Type", "Content-Security-Policy"):
            assert head[header] == whole[header]


def test_a_public_page_is_only_read(client, site):
    for address in [*site.pages().values(), site.approved.get_absolute_url()]:
        for method in ["post", "put", "patch", "delete", "options"]:
            answer = getattr(client, method)(address, headers={"If-None-Match": "*"})
            assert answer.status_code == 405
            assert answer["Allow"] == "GET, HEAD"
            assert not answer.has_header("ETag")


def test_unknown_query_parameters_change_nothing(client, site):
    for address in site.pages().values():
        plain = client.get(address)
        decorated = client.get(address + "?utm_source=x&pages=7&%00=1")
        assert decorated.content == plain.content
        assert dict(decorated.headers) == dict(plain.headers)


def test_the_same_site_has_the_same_version_again(client, site):
    assert etags(client, site) == etags(client, site)


def test_a_page_that_is_not_there_has_no_validator(client, site):
    for address in ("/articles/never-was/", "/?page=9", "/comments/999999/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert not answer.has_header("ETag")
        assert answer["Cache-Control"] == edition.CACHE_CONTROL


# Pages that change by themselves


def embargo_ends(now):
    factories.published("Soon", publish_at=now + HOUR)


def article_expires(now):
    factories.published("Not for long", expire_at=now + HOUR)


def label_ends(now):
    factories.published("Breaking", label="breaking", label_until=now + HOUR)


@pytest.mark.parametrize("prepare", [embargo_ends, article_expires, label_ends])
def test_a_moment_that_passes_is_a_new_version_without_anybodys_write(
    client, site, prepare, monkeypatch
):
    now = timezone.now()
    prepare(now)
    start = etags(client, site)
    monkeypatch.setattr(timezone, "now", lambda: now + HOUR - timedelta(seconds=1))
    assert etags(client, site) == start
    monkeypatch.setattr(timezone, "now", lambda: now + HOUR)
    passed = etags(client, site)
    assert all(passed[name] != start[name] for name in start)
    numbers = list(edition.Version.objects.order_by("name").values_list("number", flat=True))
    monkeypatch.setattr(timezone, "now", lambda: now + 2 * HOUR)
    assert etags(client, site) == passed
    assert (
        list(edition.Version.objects.order_by("name").values_list("number", flat=True)) == numbers
    )


def test_a_reader_is_not_told_that_nothing_changed_when_a_moment_has_passed(
    client, site, monkeypatch
):
    now = timezone.now()
    embargo_ends(now)
    etag = client.get("/")["ETag"]
    monkeypatch.setattr(timezone, "now", lambda: now + HOUR)
    answer = client.get("/", headers={"If-None-Match": etag})
    assert answer.status_code == 200 and b"Soon" in answer.content


def test_a_discussion_that_closes_by_its_age_is_a_new_version(client, site, settings, monkeypatch):
    settings.COMMENTS_CLOSE_AFTER_DAYS = 30
    start = etags(client, site)
    month = timezone.now() + timedelta(days=30)
    monkeypatch.setattr(timezone, "now", lambda: month)
    after = etags(client, site)
    assert {name for name in start if start[name] != after[name]} == {*TALK, "other"}


def test_moments_that_have_passed_are_not_marked():
    now = timezone.now()
    edition.mark(None, now - HOUR, now + HOUR, now + HOUR)
    edition.mark(now + HOUR)
    assert list(edition.Transition.objects.values_list("at", flat=True)) == [now + HOUR]


def test_what_is_due_is_done_once(monkeypatch):
    now = timezone.now()
    done = []
    monkeypatch.setattr(edition, "_settlers", [done.append])
    edition.mark(now + HOUR)
    edition.settle(now)
    assert done == []
    edition.settle(now + HOUR)
    edition.settle(now + HOUR)
    assert done == [now + HOUR]


def test_what_fails_is_logged_and_stays_due(monkeypatch, caplog):
    now = timezone.now()
    done = []
    edition.mark(now + HOUR)

    def fails(at):
        raise OperationalError("locked")

    monkeypatch.setattr(edition, "_settlers", [done.append, fails])
    edition.settle(now + HOUR)
    assert "could not be done" in caplog.text
    assert edition.Transition.objects.filter(settled=False).exists()
    monkeypatch.setattr(edition, "_settlers", [done.append])
    edition.settle(now + HOUR)
    assert len(done) == 2


# While a page is drawn


def drawn(view, **headers):
    request = RequestFactory().get("/", headers=headers)
    return edition.public(view, lambda: ["site"])(request)


def test_a_page_during_which_something_changed_is_drawn_again():
    edition.bump("site")
    drawings = []

    def view(request):
        drawings.append(len(drawings))
        if len(drawings) == 1:
            edition.bump("site")
        return HttpResponse(f"drawing {len(drawings)}")

    answer = drawn(view)
    assert answer.content == b"drawing 2"
    assert answer["ETag"] == f'"{edition.version(["site"])}"'


def test_a_page_that_changes_faster_than_it_is_drawn_is_shown_without_a_validator():
    edition.bump("site")
    drawings = []

    def view(request):
        drawings.append(1)
        edition.bump("site")
        return HttpResponse("the latest")

    answer = drawn(view)
    assert answer.content == b"the latest"
    assert len(drawings) == edition.ATTEMPTS
    assert not answer.has_header("ETag")


def test_what_a_view_says_about_keeping_its_answer_stands():
    def view(request):
        return HttpResponse("secret", headers={"Cache-Control": "no-store"})

    assert drawn(view)["Cache-Control"] == "no-store"


def test_bumping_counts_from_nothing_and_only_what_is_named():
    edition.bump("one", "two")
    edition.bump("two")
    assert dict(edition.Version.objects.values_list("name", "number")) == {"one": 1, "two": 2}


def test_the_article_page_says_when_it_may_be_kept(client, site):
    assert client.get("/articles/the-article/")["Cache-Control"] == "public, max-age=0, s-maxage=1"
    assert re.fullmatch(r'"[0-9a-f]{24}"', client.get("/")["ETag"])


# What one person alone sees, or what nobody should keep.
PERSONAL = {"search"} | NOT_PUBLIC


def test_every_public_page_is_wrapped_in_the_site_map():
    """A page that is not personal and not wrapped would be drawn anew for every reader."""
    from portal import urls

    patterns = [*urls.article_pages, *urls.comment_pages]
    wrapped = {
        pattern.name
        for pattern in patterns
        if "names" in inspect.getclosurevars(pattern.callback).nonlocals
    }
    names = {pattern.name for pattern in patterns}
    assert names - wrapped == PERSONAL & names
