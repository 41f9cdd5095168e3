"""Who only reads gets no cookie and meets no other host; who has commented is not followed about."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
# The browser itself says so of a page that is not there.
NOT_THERE = "Failed to load resource: the server responded with a status of 4"
KEPT = """Promise.all([
    localStorage.length,
    sessionStorage.length,
    caches.keys(),
    indexedDB.databases(),
    navigator.serviceWorker.getRegistrations().then((found) => found.length),
])"""


@pytest.fixture
def public_pages(paper):
    """Every public page, with the status it answers."""
    return {
        "/": 200,
        "/?page=2": 200,
        paper.section.get_absolute_url(): 200,
        f"{paper.section.get_absolute_url()}?page=2": 200,
        paper.address: 200,
        f"{paper.address}comments/": 200,
        f"{paper.address}comments/?page=2": 200,
        f"{paper.address}comments/?order=newest": 200,
        paper.first_comment.get_absolute_url(): 200,
        paper.last_comment.get_absolute_url(): 200,
        "/feeds/": 200,
        "/robots.txt": 200,
        "/articles/never-written/": 404,
        paper.withdrawn.get_absolute_url(): 410,
    }


def test_a_stranger_gets_no_cookie_and_meets_no_other_host(public_pages, visitor):
    stranger = visitor()
    answers = []
    stranger.on("response", lambda answer: answers.append(answer))
    for address, status in public_pages.items():
        assert stranger.goto(address).status == status
        look_around(stranger)
        assert stranger.evaluate("document.cookie") == "", address
        assert stranger.context.cookies() == [], address
        assert [text for text in stranger.console if NOT_THERE not in text] == [], address
        stranger.console.clear()
    assert all("set-cookie" not in answer.all_headers() for answer in answers)
    assert (stranger.foreign, stranger.errors, stranger.dialogs) == ([], [], [])
    stranger.goto("/")
    assert stranger.evaluate(KEPT) == [0, 0, [], [], 0]


def look_around(page):
    """Scroll to the end and point at the way to the form: scripts may be waiting for either."""
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    write = page.get_by_role("link", name="Write a comment")
    if write.count():
        with page.expect_response("**/comments/new/**"):
            write.first.hover()


def test_who_has_commented_sends_no_cookie_to_a_public_page(public_pages, paper, visitor):
    rita = visitor()
    rita.goto(paper.address)
    rita.get_by_role("link", name="Write a comment").click()
    rita.get_by_role("textbox", name="Name").fill("Rita Reader")
    rita.get_by_role("textbox", name="Comment").fill("I was there.")
    rita.get_by_role("button", name="Send comment").click()
    expect(rita.get_by_role("heading", name="Your comment has arrived")).to_be_visible()
    expect(rita.get_by_text("I was there.")).to_be_visible()

    (cookie,) = rita.context.cookies()
    assert (cookie["path"], cookie["httpOnly"], cookie["sameSite"]) == ("/comments/", True, "Lax")
    asked = []
    rita.on("request", lambda request: asked.append(request))
    for address in public_pages:
        rita.goto(address)
    rita.goto("/comments/mine/")
    sent = {path_of(request): request.all_headers().get("cookie", "") for request in asked}
    private = {path for path in sent if path.startswith("/comments/")}
    assert "reader=" in sent["/comments/mine/"]
    assert len(sent.keys() - private) > len(public_pages) - 3
    assert {path: sent[path] for path in sent.keys() - private if sent[path]} == {}


def path_of(request):
    return "/" + request.url.split("/", 3)[3]
