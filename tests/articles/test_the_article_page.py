"""An article as readers meet it: what stands on its page, in which order, in whose words."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from django.utils.translation import override

from articles.reading import A_MINUTE, minutes_for, words_in
from tests import factories
from tests.comments.pages import Page

pytestmark = pytest.mark.django_db
# The order of the page (reader.md, section 4).
ORDER = [
    'class="kicker"',
    "<h1",
    'class="article__standfirst"',
    'class="article__byline"',
    'class="article__dateline"',
    'class="article__lead"',
    "<p>Body number",
    'class="tags"',
    'class="corrections"',
    'class="about"',
    'class="related"',
    'class="neighbours"',
    'id="comments"',
]


@pytest.fixture
def article():
    ada = factories.author("Ada Lindqvist", bio="Covers the port.")
    harbour = {"topics": [factories.topic("Harbour"), factories.topic("Trams & buses")]}
    for n in (1, 2, 3):
        factories.published(f"Earlier {n}", **harbour)
    article = factories.published(
        "The tunnel & the town",
        bylines=[ada, factories.author("Tomas")],
        lead_image=factories.image(caption="The portal", credit="Photo: Mira Sol"),
        dateline="Port Aldine",
        label="exclusive",
        **harbour,
    )
    article.write(by=None, dateline="Varn")
    article.publish(by=None, change="correction", note="It is eleven weeks.")
    factories.published("Later", **harbour)
    factories.comment(article, "I was there.", "approved")
    return article


def text_of(client, article):
    return client.get(article.get_absolute_url()).content.decode()


def body_of(client, article):
    page = text_of(client, article)
    return page[page.index("<main") :]


def test_everything_stands_in_its_order(client, article):
    page = body_of(client, article)
    assert [mark for mark in ORDER if mark not in page] == []
    places = [page.index(mark) for mark in ORDER]
    assert places == sorted(places)


def test_the_standfirst_is_a_child_of_the_article_itself(client, article):
    """In a header, browsers' reading views drop it; so they do the comments by this name."""
    page = body_of(client, article)
    inside = page[page.index("<article") : page.index('<p class="article__standfirst"')]
    opened = re.findall(r"<(/?)(header|div|section|figure|aside)\b", inside)
    assert opened == []
    assert '<section id="comments" class="comments"' in page


def test_the_lead_picture_stands_in_the_text(client, article):
    """Beside it, browsers' reading views drop it."""
    page = body_of(client, article)
    assert re.search(r'<div class="article__body">\s*<figure class="article__lead">', page)


def test_a_byline_leads_to_each_author(client, article):
    page = body_of(client, article)
    byline = page[page.index('class="article__byline"') :].split("</p>")[0]
    assert re.findall(r'href="([^"]+)" rel="author"', byline) == [
        "/authors/ada-lindqvist/",
        "/authors/tomas/",
    ]
    words = re.sub("<[^>]+>", "", byline).split(">", 1)[1]
    assert words == "By Ada Lindqvist and Tomas"
    assert client.get("/authors/tomas/").status_code == 200


@pytest.mark.parametrize(
    ("names", "printed"),
    [(["Ada"], "By Ada"), (["Ada", "Tomas", "Selin"], "By Ada, Tomas and Selin")],
)
def test_a_byline_of_one_and_of_three(client, names, printed):
    article = factories.published(bylines=[factories.author(name) for name in names])
    page = re.sub("<[^>]+>", "", body_of(client, article))
    assert printed in page


def test_whoever_has_a_biography_or_a_role_is_told_of(client):
    plain, told = factories.author("Plain"), factories.author("Ada", bio="Covers <b>the port</b>.")
    article = factories.published(bylines=[plain, told, (factories.author("Mira"), "pictures")])
    page = body_of(client, article)
    boxes = re.findall(r'<p class="about" dir="auto">(.*?)</p>', page)
    assert len(boxes) == 2
    assert boxes[0].endswith("Covers &lt;b&gt;the port&lt;/b&gt;.") and "/authors/ada/" in boxes[0]
    assert boxes[1].endswith("</a> (pictures)")


def test_topics_are_links(client, article):
    page = body_of(client, article)
    tags = page[page.index('class="tags"') :].split("</ul>")[0]
    found = re.findall(r'href="([^"]+)" rel="tag" dir="auto">([^<]+)<', tags)
    assert found == [("/topics/harbour/", "Harbour"), ("/topics/trams-buses/", "Trams &amp; buses")]
    assert client.get(found[0][0]).status_code == 200


def test_an_article_without_topics_has_no_empty_list(client):
    assert 'class="tags"' not in text_of(client, factories.published())


def test_it_is_passed_on_by_plain_links(client, article, settings):
    settings.SITE_URL = "https://courier.example"
    page = Page(client.get(article.get_absolute_url()))
    mail = next(link for link in page.links() if link.startswith("mailto:"))
    address = f"https://courier.example{article.get_absolute_url()}"
    asked = parse_qs(urlsplit(mail).query)
    assert asked == {"subject": ["The tunnel & the town"], "body": [address]}
    assert [found["href"] for _, found in page.elements if found.get("rel") == "bookmark"] == [
        address
    ]


def test_a_headline_cannot_add_a_field_to_the_mail(client):
    article = factories.published("Hi&bcc=all@example.org&body=x", slug="hi")
    page = Page(client.get(article.get_absolute_url()))
    mail = next(link for link in page.links() if link.startswith("mailto:"))
    assert set(parse_qs(urlsplit(mail).query)) == {"subject", "body"}


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (A_MINUTE * 3, 3), (700, 3), (2000, 9)])
def test_how_long_it_takes_to_read(client, words, minutes):
    article = factories.published(body=f"<p>{'word ' * words}</p>")
    assert words_in(article) == words and minutes_for(article) == minutes
    assert f"{minutes} min read" in text_of(client, article)


def test_an_empty_text_takes_a_minute():
    assert minutes_for(factories.draft(body="")) == 1


def test_only_a_real_change_is_an_update(client):
    article = factories.published()
    assert "Updated" not in text_of(client, article)
    article.write(by=None, headline="A comma, moved")
    article.publish(by=None, minor=True)
    assert "Updated" not in text_of(client, article)
    article.write(by=None, headline="Another story altogether")
    article.publish(by=None)
    assert "Updated" in text_of(client, article)


def test_it_bears_the_date_of_its_first_publication(client):
    first = timezone.now().replace(microsecond=0) - timedelta(days=3)
    article = factories.published(publish_at=first)
    article.write(by=None, publish_at=timezone.now() - timedelta(hours=1))
    article.publish(by=None, minor=True)
    assert f'<time datetime="{first.isoformat(timespec="minutes")}">' in text_of(client, article)


def test_no_time_is_told_by_how_long_ago_it_was(client, article):
    assert not re.search(r"\bago\b|yesterday|today", body_of(client, article))


def test_an_arabic_article_on_an_english_site_keeps_each_language_apart(client):
    article = factories.published(
        "ترام الليل", slug="tram", language="ar", topics=[factories.topic("Transport")]
    )
    page = body_of(client, article)
    assert '<article class="article" lang="ar" dir="rtl">' in page
    for ours in ("article__byline", "article__dateline", "tags"):
        assert f'class="{ours}" lang="en" dir="ltr"' in page or re.search(
            f'class="{ours}"[^>]* lang="en" dir="ltr"', page
        )


def test_the_page_is_in_the_papers_language(client, settings):
    article = factories.published(body=f"<p>{'word ' * 700}</p>", language="de")
    settings.LANGUAGE_CODE = "ar"
    with override("ar"):
        page = text_of(client, article)
    assert '<html lang="ar" dir="rtl">' in page
    assert '<article class="article" lang="de" dir="ltr">' in page


def test_nothing_is_loaded_from_others_and_every_script_waits(client, article, settings):
    settings.SITE_URL = "https://courier.example"
    page = Page(client.get(article.get_absolute_url()))
    for tag, found in page.elements:
        if tag in ("img", "source", "script", "iframe"):
            for address in (found.get("src"), found.get("srcset")):
                assert not address or address.startswith(("/static/", "/media/"))
        if tag == "script" and "src" in found:
            assert found["type"] == "module"


def test_looking_changes_nothing_and_only_looking_is_possible(client, article):
    url = article.get_absolute_url()
    assert client.get(url)["ETag"] == client.get(url)["ETag"]
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(url).status_code == 405


# What a browser may fetch ahead


def test_public_pages_name_the_rules_of_what_may_be_fetched_ahead(client, article):
    named = client.get(article.get_absolute_url())["Speculation-Rules"].strip('"')
    answer = client.get(named)
    assert answer["Content-Type"] == "application/speculationrules+json"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    (rule,) = answer.json()["prefetch"]
    assert rule["eagerness"] == "moderate"
    pages = rule["where"]["and"][0]["href_matches"]
    private = ("admin", "moderation", "comments", "search", "preview", "feeds", "*")
    assert "/articles/:slug/" in pages and not [p for p in pages if any(x in p for x in private)]


@pytest.mark.parametrize(
    "path", ["/comments/mine/", "/nothing/here/", "/robots.txt", "/admin/login/"]
)
def test_other_answers_do_not(client, db, path):
    assert "Speculation-Rules" not in client.get(path)


# The form that a script fetches into the page


def test_the_page_says_where_the_forms_styles_lie(client, article):
    for url in (article.get_absolute_url(), f"{article.get_absolute_url()}comments/"):
        page = Page(client.get(url))
        named = [
            found["data-form-styles"] for _, found in page.elements if "data-form-styles" in found
        ]
        answer = client.get(*named)
        assert answer.status_code == 200
        assert b"@layer components" in b"".join(answer.streaming_content)
