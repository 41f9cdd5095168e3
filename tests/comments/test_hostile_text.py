"""Nothing that a person typed executes: written, shown, held, edited or sent back.

`CORPORA_DIR` may name a folder with payloads of others (dompurify.json, blns.json).
"""

import json
import uuid
from itertools import islice

import pytest
from django.http import HttpResponse

from comments.models import Comment
from tests import factories
from tests.comments.pages import Page, judge
from tests.comments.sending import form_url
from tests.conftest import DATA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unhurried")]
A_PAGE = 20  # roots on the article's page
EXECUTES = [
    "<script>alert(1)</script>",
    "<script src=https://evil.example/a.js></script>",
    "<img src=x onerror=alert(1)>",
    "<a href=javascript:1>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<form><button formaction=javascript:1>x</button></form>",
    "<svg><a href=/>x</a></svg>",
    "<meta http-equiv=refresh content=0>",
    "<p style=color:red>x</p>",
    "<div class=comment__text><div><h1>x</h1></div></div>",
]


@pytest.mark.parametrize("html", EXECUTES)
def test_the_judge_of_these_tests_is_not_asleep(html):
    judge(HttpResponse("<div class=comment__text><p>Harmless.</p></div>"))
    with pytest.raises(AssertionError):
        judge(HttpResponse(html))


@pytest.fixture(
    params=[
        "markup.json",
        pytest.param("dompurify.json", marks=pytest.mark.slow),
        pytest.param("blns.json", marks=pytest.mark.slow),
    ]
)
def payloads(request, corpora_dir):
    folder = DATA if request.param == "markup.json" else corpora_dir
    if folder is None:
        pytest.skip(f"CORPORA_DIR does not say where {request.param} is.")
    cases = json.loads((folder / request.param).read_text())
    return [case["payload"] if isinstance(case, dict) else case for case in cases]


def pages_of(all_of_them):
    several = iter(all_of_them)
    while some := list(islice(several, A_PAGE)):
        yield some


def write_all(reader, article, texts, names=None):
    """Send all through the form; what is refused must come back harmless too."""
    form = reader.opens(article)
    for text, name in zip(texts, names or ["Rita Reader"] * len(texts), strict=True):
        filled = {"text": text, "name": name, "token": uuid.uuid4()}
        response = reader.sends(article, form | filled)
        assert response.status_code in (303, 409, 422), text
        if response.status_code != 303:
            judge(response)


def judge_everywhere(article, reader, desk):
    """Every page that shows an article's comments, waiting and then approved."""
    judge(reader.sees("/comments/mine/"))
    assert len(judge(desk.get("/moderation/")).anchors()) == article.comments.count()
    for comment in article.comments.all():
        assert judge(desk.get(f"/moderation/{comment.pk}/edit/")).form["text"] == comment.text
        assert comment.approve(by=None)
        judge(reader.sees(form_url(article), reply_to=comment.pk))
    page = judge(reader.sees(article.get_absolute_url()))
    assert len(page.anchors()) == article.comments.count()
    judge(reader.sees(f"/articles/{article.slug}/comments/", order="newest"))
    judge(desk.get("/moderation/"))


def test_no_text_executes(payloads, reader, desk):
    for some in pages_of(payloads):
        article = factories.published()
        write_all(reader, article, some)
        judge_everywhere(article, reader, desk)
    assert Comment.objects.count() > len(payloads) / 2  # the rest is nothing but markup


def test_no_name_and_no_address_executes(payloads, reader, desk):
    for some in pages_of(payloads):
        article = factories.published()
        for payload in some:  # as if neither name nor address had been looked at
            hostile = payload.replace("\0", "")
            factories.comment(article, name=hostile[:60], email=hostile[:254])
        judge_everywhere(article, reader, desk)


def test_what_a_moderator_types_executes_nowhere(payloads, reader, desk):
    for some in pages_of(payloads):
        article = factories.published()
        for payload in some:
            comment = factories.comment(article)
            url = f"/moderation/{comment.pk}/edit/"
            form = {"text": payload, "note": payload[:300], "version": 1}
            response = desk.post(url, form)
            assert response.status_code in (302, 422), payload
            if response.status_code == 422:
                judge(response)
        judge_everywhere(article, reader, desk)


def test_nothing_that_comes_back_from_any_field_executes(payloads, article, reader):
    fields = ["name", "email", "website", "token", "reply_to", "seen", "proof"]
    form = reader.opens(article)
    for payload in payloads:
        judge(reader.sends(article, form | dict.fromkeys(fields, payload) | {"text": payload}))


@pytest.mark.parametrize("quote", ["'", '"', "`"])
def test_no_quote_breaks_out_of_an_attribute(article, reader, desk, quote):
    name = f"R{quote} onmouseover={quote}alert(1)"
    text = f"{quote} onclick={quote}alert(1) https://a.example/{quote}x"
    write_all(reader, article, [text], [name])
    judge_everywhere(article, reader, desk)
    assert name in Page(reader.sees(article.get_absolute_url())).words


def test_links_are_marked_as_a_readers(article, reader):
    write_all(reader, article, ["See https://a.example/ and <a href='https://b.example/'>b</a>."])
    Comment.objects.get().approve(by=None)
    page = judge(reader.sees(article.get_absolute_url()))
    links = [found for _, found in page.elements if ".example" in found.get("href", "")]
    assert [link["rel"] for link in links] == ["nofollow ugc noopener"] * 2


def test_a_text_that_would_bomb_a_parser_is_shown_as_typed(article, reader, desk):
    bomb = "<p>" + "".join(f"<em a{n}>" for n in range(300)) + "<p>x" * 300
    write_all(reader, article, [bomb[:5000]])
    judge_everywhere(article, reader, desk)
