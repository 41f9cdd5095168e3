"""The paper's own pages: their starting texts, how editors change them, where they are linked."""

import re

import pytest
from django.conf import settings as configured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from articles.models import Page
from articles.starting_pages import FOLDER, PAGES, texts
from comments.people.browser import KEPT
from portal.markup import article_body
from tests import factories, people

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in configured.LANGUAGES]
ADD = "admin:articles_page_add"


def foot_of(page):
    return page[page.index('class="colophon"') :]


# The starting texts


def test_a_new_site_has_them_all_linked_at_the_foot_of_every_page(client):
    assert list(Page.objects.values_list("slug", flat=True)) == PAGES
    foot = foot_of(client.get("/archive/").content.decode())
    places = [foot.index(f'href="/pages/{slug}/"') for slug in PAGES]
    assert places == sorted(places)
    for slug in PAGES:
        assert client.get(f"/pages/{slug}/").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_whole_in_every_language(settings, language):
    settings.SITE_NAME, settings.COMMENTS_KEEP_ADDRESS_DAYS = "Me & You", 17
    told = {slug: (title, body) for slug, title, body in texts(language)}
    assert list(told) == PAGES
    assert all(title and "<" not in title for title, _body in told.values())
    for slug, (_title, body) in told.items():
        assert body == article_body(body), "as the editor would store it"
        assert "{" not in body and "Me & You" not in body
        typed = (FOLDER / language / f"{slug}.html").read_text(encoding="utf-8")
        assert set(re.findall(r"<(\w+)", typed)) - {"h1"} == set(re.findall(r"<(\w+)", body)), slug
    assert "Me &amp; You" in told["about"][1]
    assert "17" in told["privacy"][1] and str(KEPT // 24 // 3600) in told["privacy"][1]
    assert "[" in told["imprint"][1], "there is something to fill in"


@pytest.mark.parametrize("language", LANGUAGES)
def test_their_links_lead_somewhere(client, language):
    bodies = "".join(body for _slug, _title, body in texts(language))
    for address in set(re.findall(r'href="([^"]*)"', bodies)):
        assert client.get(address).status_code == 200, address


def test_another_language_starts_in_english_and_a_dialect_in_its_own():
    assert list(texts("eo")) == list(texts("en"))
    assert list(texts("de-at")) == list(texts("de")) != list(texts("en"))


def test_what_the_paper_has_written_already_stays(settings):
    settings.LANGUAGE_CODE = "de"
    Page.objects.exclude(slug="about").delete()
    Page.objects.filter(slug="about").update(title="Ours", body="<p>Ours.</p>")
    migration = MigrationExecutor(connection).loader.get_migration(
        "articles", "0008_starting_pages"
    )
    for _twice in range(2):
        migration.operations[0].code(
            MigrationExecutor(connection).loader.project_state().apps, None
        )
    assert Page.objects.get(slug="about").body == "<p>Ours.</p>"
    assert Page.objects.get(slug="imprint").title == "Impressum"
    assert Page.objects.count() == len(PAGES)


# Reading and writing them


def test_an_editor_writes_one_and_readers_find_it(client):
    client.force_login(people.editor())
    told = {"title": "Jobs", "slug": "jobs", "position": "5", "body": "<h2>Wanted</h2><p>You.</p>"}
    assert client.post(reverse(ADD), told).status_code == 302
    client.logout()
    page = client.get("/pages/jobs/").content.decode()
    assert "<h2>Wanted</h2><p>You.</p>" in page
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == ["Jobs"]
    foot = foot_of(client.get("/archive/").content.decode())
    assert foot.index("/pages/jobs/") < foot.index("/pages/about/")


def test_a_change_is_a_new_version_of_every_page(client):
    before = client.get("/archive/")["ETag"]
    Page.objects.get(slug="about").save()
    assert client.get("/archive/")["ETag"] != before


@pytest.mark.parametrize("way", ["admin", "model"])
def test_its_body_is_cleaned_on_every_way_in(client, way):
    nasty = '<p onclick="x()">Hi</p><script>alert(1)</script><img src="https://evil.example/x.gif">'
    if way == "admin":
        client.force_login(people.editor())
        client.post(reverse(ADD), {"title": "Jobs", "slug": "jobs", "position": "0", "body": nasty})
    else:
        Page.objects.create(title="Jobs", slug="jobs", body=nasty)
    page = client.get("/pages/jobs/").content.decode()
    assert "<p>Hi</p>" in page
    assert "onclick" not in page and "alert(1)" not in page and "evil.example" not in page


def test_too_much_markup_is_refused_with_a_message(client):
    client.force_login(people.editor())
    told = {"title": "Jobs", "slug": "jobs", "position": "0", "body": "<ul><li>" * 400}
    answer = client.post(reverse(ADD), told)
    assert answer.status_code == 200 and "body" in answer.context["adminform"].form.errors
    assert not Page.objects.filter(slug="jobs").exists()


def test_its_title_is_text(client):
    Page.objects.create(title="<b>Jobs</b> & co", slug="jobs")
    page = client.get("/pages/jobs/").content.decode()
    assert page.count("&lt;b&gt;Jobs&lt;/b&gt; &amp; co") >= 3 and "<b>Jobs" not in page


def test_a_picture_in_it_is_shown_in_its_copies(client):
    image = factories.image(alt="The newsroom")
    Page.objects.create(
        title="House", slug="house", body=f'<figure><img src="{image.file.url}" alt=""></figure>'
    )
    page = client.get("/pages/house/").content.decode()
    assert "<picture>" in page and 'type="image/avif"' in page


def test_its_first_paragraph_describes_it(client):
    body = "<h2>No</h2><p>First, &amp; <strong>only</strong> this.</p><p>Not this.</p>"
    Page.objects.create(title="House", slug="house", body=body)
    page = client.get("/pages/house/").content.decode()
    assert '<meta name="description" content="No First, &amp; only this.">' in page
    Page.objects.filter(slug="house").update(body=f"<p>{'word ' * 100}</p>")
    assert len(Page.objects.get(slug="house").beginning) <= 200


@pytest.mark.parametrize("slug", ["nowhere", "About", "x" * 61])
def test_an_unknown_page_is_not_found(client, slug):
    assert client.get(f"/pages/{slug}/").status_code == 404


def test_whoever_may_not_write_pages_is_kept_out(client):
    told = {"title": "Jobs", "slug": "jobs", "position": "0", "body": "<p>Hi</p>"}
    for person, status in [(None, 302), (people.stranger(), 302), (people.moderator(), 403)]:
        if person:
            client.force_login(person)
        assert client.post(reverse(ADD), told).status_code == status
    assert not Page.objects.filter(slug="jobs").exists()


# Where comments are written


def test_the_rules_are_linked_where_comments_are_written(client):
    article = factories.published()
    link = '<a href="/pages/rules/">Rules for comments</a>'
    for address in (article.get_absolute_url(), f"/comments/new/{article.slug}/"):
        assert client.get(address).content.decode().split("</main>")[0].count(link) == 1
    Page.objects.get(slug="rules").delete()
    for address in (article.get_absolute_url(), f"/comments/new/{article.slug}/"):
        assert "/pages/rules/" not in client.get(address).content.decode()
