"""Pictures as pages show them: in new formats first, as large as they are needed; in the text as well.
Lone web addresses in a text say where they lead, and load nothing."""

import re

import pytest

from articles.body import body_for_feeds, shown_body
from articles.models import Image
from articles.models import Page as OwnPage
from articles.renditions import USES
from articles.showing import picture_element
from tests import factories
from tests.articles.photos import image, shown
from tests.comments.pages import Page

pytestmark = pytest.mark.django_db


class Html:
    """A piece of a page, as `Page` takes it."""

    status_code = 200

    def __init__(self, html):
        self.content = html.encode()


def elements(html, tag):
    return [attributes for name, attributes in Page(Html(html)).elements if name == tag]


def offers(srcset):
    return [tuple(one.rsplit(" ", 1)) for one in srcset.split(", ")]


def in_text(*images, alt="What it shows"):
    return "".join(f'<p>Words.</p><p><img src="{one.file.url}" alt="{alt}"></p>' for one in images)


# One picture


@pytest.mark.parametrize("use", USES)
def test_every_address_of_every_use_answers_with_what_is_said_of_it(client, use):
    html = picture_element(image(1700, 850, focal_x=20), use, "Two fields")
    formats = []
    for source in elements(html, "source"):
        formats.append(source["type"])
        assert source["sizes"] == USES[use].sizes
        for url, width in offers(source["srcset"]):
            picture = shown(client, url)
            assert f"{picture.width}w" == width
            assert f"image/{picture.format.lower()}" == source["type"]
    assert formats == ["image/avif", "image/webp"]
    (img,) = elements(html, "img")
    picture = shown(client, img["src"])
    assert picture.format == "JPEG"
    assert (str(picture.width), str(picture.height)) == (img["width"], img["height"])
    assert img["alt"] == "Two fields"


def test_only_what_is_seen_first_is_not_lazy():
    shown = {use: elements(picture_element(image(), use), "img")[0] for use in USES}
    first = {use for use, img in shown.items() if img.get("fetchpriority") == "high"}
    lazy = {use for use, img in shown.items() if img.get("loading") == "lazy"}
    assert first == {"lead", "card-lead"}
    assert lazy == set(USES) - first


def test_words_about_a_picture_are_only_words():
    html = picture_element(image(), "card", '"><script>alert(1)</script>', css='x" onload="y')
    (img,) = elements(html, "img")
    assert img["alt"] == '"><script>alert(1)</script>'
    assert img["class"] == 'x" onload="y'
    assert not elements(html, "script")


def test_the_pages_show_them(client):
    article = factories.published(lead_image=image(alt="Two fields of colour"))
    factories.published("Another, which leads")
    section = article.section.get_absolute_url()
    for address, alt in [
        ("/", ""),
        (section, ""),
        (article.get_absolute_url(), "Two fields of colour"),
    ]:
        page = Page(client.get(address))
        assert [told["alt"] for tag, told in page.elements if tag == "img"] == [alt], address
        types = [told["type"] for tag, told in page.elements if tag == "source"]
        assert types == ["image/avif", "image/webp"], address


def test_what_is_lost_breaks_no_page(client, settings):
    lost = image()
    article = factories.published(lead_image=lost, body=in_text(lost))
    (settings.MEDIA_ROOT / lost.file.name).unlink()
    for address in ("/", article.get_absolute_url()):
        assert client.get(address).status_code == 200


# In the text


def test_a_picture_in_the_text_has_its_copies_and_its_measure(client):
    picture = image()
    article = factories.published(body=in_text(picture))
    page = Page(client.get(article.get_absolute_url()))
    (img,) = [told for tag, told in page.elements if tag == "img"]
    assert (img["width"], img["height"], img["loading"]) == ("960", "480", "lazy")
    assert img["alt"] == "What it shows"
    sources = [told for tag, told in page.elements if tag == "source"]
    assert [told["type"] for told in sources] == ["image/avif", "image/webp"]


@pytest.mark.parametrize(
    ("here", "own", "decorative", "said"),
    [
        ("Here", "Its own", False, "Here"),
        ("", "Its own", False, "Its own"),
        ("", "Its own", True, ""),
        ("", "", True, ""),
        ('A "quoted" <b> & more', "", False, 'A "quoted" <b> & more'),
    ],
)
def test_what_is_said_of_it_here_or_else_its_own_words(here, own, decorative, said):
    picture = image(alt=own, decorative=decorative)
    here = here.replace("&", "&amp;").replace('"', "&quot;")
    html = shown_body(factories.draft(body=in_text(picture, alt=here)))
    assert elements(html, "img")[0]["alt"] == said


def test_a_copy_that_somebody_pasted_is_its_picture():
    picture = image()
    body = f'<img src="{picture.copy("3x2", 640, "webp").url}" alt="Pasted">'
    html = shown_body(factories.draft(body=body))
    assert elements(html, "img")[0]["src"] == picture.copy("", 960).url


def test_a_picture_that_the_newsroom_does_not_have_stays_as_it_was_written():
    unknown = f"/media/images/ab/{'ab' * 16}.jpg"
    body = f'<p><img src="{unknown}" alt="Lost" width="5"><img src="/media/else.jpg" alt=""></p>'
    article = factories.draft(body=body)
    assert shown_body(article) == article.body


def test_all_pictures_of_a_text_are_looked_up_together(django_assert_num_queries):
    none = factories.draft(body="<p>Words alone.</p>")
    many = factories.draft(body=in_text(*[image() for _ in range(5)]))
    with django_assert_num_queries(0):
        shown_body(none)
    with django_assert_num_queries(1):
        assert len(elements(shown_body(many), "img")) == 5


def test_a_page_of_the_papers_own_shows_its_pictures_too():
    page = OwnPage.objects.create(slug="house", title="The house", body=in_text(image()))
    assert len(elements(shown_body(page), "source")) == 2


def test_what_only_looks_like_a_picture_stays_text():
    words = '&lt;img src="/media/images/ab/x.jpg" alt=""&gt;'
    article = factories.draft(
        body=f"<p>{words}</p><p><a href=\"https://x.example/<img src='/media/x.jpg'>\">x</a></p>"
    )
    html = shown_body(article)
    assert html == article.body
    assert not elements(html, "img")


# Lone addresses

FILM = "https://www.youtube.com/watch?v=abc&t=1"


@pytest.mark.parametrize(
    ("paragraph", "leads", "says"),
    [
        (FILM, FILM, "Watch on youtube.com"),
        (f'<a href="{FILM}">{FILM}</a>', FILM, "Watch on youtube.com"),
        ("https://m.youtube.com/x", "https://m.youtube.com/x", "Watch on m.youtube.com"),
        ("https://vimeo.com/1", "https://vimeo.com/1", "Watch on vimeo.com"),
        ("https://x.com/a/status/1", "https://x.com/a/status/1", "Open on x.com"),
        ("http://news.example:8080/?a=1", "http://news.example:8080/?a=1", "Open on news.example"),
        (
            '<a href="https://a.example">https://a.example/</a><br>',
            "https://a.example/",
            "Open on a.example",
        ),
    ],
)
def test_a_lone_address_says_where_it_leads(paragraph, leads, says):
    html = shown_body(factories.draft(body=f"<p>Before.</p><p>{paragraph}</p><p>After.</p>"))
    assert re.findall(r'<p class="embed">.*?</p>', html) == [
        f'<p class="embed"><a href="{leads.replace("&", "&amp;")}" rel="noopener">{says}</a></p>'
    ]
    assert html.startswith("<p>Before.</p><p class") and html.endswith("</p><p>After.</p>")


@pytest.mark.parametrize(
    "paragraph",
    [
        f"Look: {FILM}",
        f'<a href="{FILM}">A film</a>',
        '<a href="https://evil.example/">https://bank.example/</a>',
        "https://user@evil.example/",
        "https://a.example https://b.example",
        "ftp://a.example/",
        "https://",
        "https://a.example/<em>x</em>",
    ],
)
def test_any_other_paragraph_stays_as_it_was_written(paragraph):
    article = factories.draft(body=f"<p>{paragraph}</p>")
    assert shown_body(article) == article.body


def test_nothing_is_loaded_from_where_it_leads(client):
    article = factories.published(body=f"<p>{FILM}</p>")
    page = Page(client.get(article.get_absolute_url()))
    loaded = [told.get("src", "") for tag, told in page.elements if tag != "a"]
    assert not [address for address in loaded if "youtube" in address]


def test_in_an_article_of_another_language_those_words_are_the_pages():
    html = shown_body(factories.draft(body=f"<p>{FILM}</p>", language="ar"))
    assert '<p class="embed" lang="en" dir="ltr">' in html


# In feeds


def test_in_a_feed_every_address_is_whole():
    picture = image()
    article = factories.published(
        body=in_text(picture)
        + f'<p><a href="/sections/world/?a=1&amp;b=2">World</a> <a href="#end">end</a> '
        f'<a href="https://x.example/">x</a> <a href="mailto:a@x.example">mail</a> href="/no"</p>'
        f"<p>{FILM}</p>"
    )
    html = body_for_feeds(article, "https://news.example")
    (img,) = elements(html, "img")
    copy = picture.copy("", 960)
    assert img == {
        "src": f"https://news.example{copy.url}",
        "alt": "What it shows",
        "width": "960",
        "height": "480",
    }
    assert not elements(html, "source")
    assert [told["href"] for told in elements(html, "a")] == [
        "https://news.example/sections/world/?a=1&b=2",
        f"https://news.example{article.get_absolute_url()}#end",
        "https://x.example/",
        "mailto:a@x.example",
        FILM,
    ]
    assert 'href="/no"</p>' in html


def test_a_feed_asks_for_the_pictures_of_all_its_articles_at_once(django_assert_num_queries):
    articles = [factories.draft(body=in_text(image())) for _ in range(3)]
    with django_assert_num_queries(1):
        images = Image.objects.shown_in("".join(article.body for article in articles))
        for article in articles:
            html = body_for_feeds(article, "https://news.example", images)
            assert elements(html, "img")[0]["width"] == "960"


def test_the_shown_text_is_safe_whatever_was_written():
    for payload in [
        '<img src="/media/x.jpg" alt=\'"><script>alert(1)</script>\'>',
        '<p>https://x.example/"onmouseover=alert(1)</p>',
        "<p>https://x.example/&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<p>https://x.example/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    ]:
        article = factories.published(body=payload)
        for html in (shown_body(article), body_for_feeds(article, "https://news.example")):
            assert not elements(html, "script"), payload
            for tag in ("a", "img", "p"):
                for told in elements(html, tag):
                    assert not [name for name in told if name.startswith("on")], payload


def test_a_wide_table_scrolls_by_itself_and_the_keyboard_reaches_it(client):
    article = factories.published(body="<table><tr><td>1</td></tr></table><p>Text.</p>")
    page = client.get(article.get_absolute_url()).content.decode()
    assert '<div class="table" role="region" tabindex="0" aria-label="Table"><table>' in page
    assert "</table></div><p>Text.</p>" in page
    assert "role=" not in str(body_for_feeds(article, "https://a.example"))
