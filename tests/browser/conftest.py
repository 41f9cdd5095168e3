"""What the browser tests share: logging in, and a paper with something on every page."""

from types import SimpleNamespace

import pytest
from django.conf import settings as configured
from django.db import transaction
from django.test import Client

from tests import factories, people

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 2


@pytest.fixture
def log_in():
    """Fill in the login form that the page shows."""

    def fill_in(page, user):
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill(people.PASSWORD)
        page.get_by_role("button", name="Log in").click()

    return fill_in


@pytest.fixture
def at_work(visitor):
    """A page whose browser is logged in as this user already."""

    def open_page(user, **options):
        page = visitor(**options)
        client = Client()
        client.force_login(user)
        name = configured.SESSION_COOKIE_NAME
        address = configured.SITE_URL
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": address}]
        )
        return page

    return open_page


@pytest.fixture
def unhurried(settings):
    """Without limits on how many comments one address may send."""
    settings.COMMENTS_PER_MINUTE = settings.COMMENTS_PER_HOUR = 10_000


@pytest.fixture
def paper(live_server):
    """A small paper: two pages of front, an illustrated article with two pages of discussion."""
    with transaction.atomic():
        return print_paper()


def print_paper():
    for number in range(20):
        factories.published(f"What the harbour did on day {number}")
    factories.published(f"{LONG_WORD[:72]} sinks", standfirst=LONG_WORD)
    article = factories.published(
        "The harbour bridge opens",
        kind="analysis",
        dateline="Halverstad",
        lead_image=factories.image(caption="The bridge at dawn", credit="Ada Lindqvist"),
        body="<p>It opened at dawn.</p><h2>And then</h2><blockquote><p>At last!</p></blockquote>"
        '<ul><li>Cars</li><li><a href="https://a.example/">Trams</a></li></ul>'
        f"<pre><code>{LONG_WORD}</code></pre><table><tr><th scope=col>Year</th>"
        f"<th scope=col>{LONG_WORD}</th></tr><tr><td>1</td><td>{'words ' * 9}</td></tr></table>"
        f"{factories.MORE}",
    )
    first = factories.comment(article, "About time, see https://a.example/.", "approved")
    answer = factories.comment(article, "Says who?", "approved", parent=first, name="Omar")
    factories.comment(article, "Says the mayor.", "approved", parent=answer, name="Mayor")
    factories.comment(article, LONG_WORD, "approved", parent=answer, name=LONG_WORD[:60])
    last = [factories.comment(article, f"Crossing {n}.", "approved") for n in range(21)][-1]
    waiting = factories.comment(
        article,
        "> About time\n\nIs it safe? **Really?**",
        parent=first,
        name="Wanda Waits",
        email="wanda@a.example",
        screening=[{"check": "first_timer", "verdict": "hold", "detail": "", "retry_after": 0}],
    )
    factories.comment(article, LONG_WORD, name=LONG_WORD[:60], email="l@a.example", parent=answer)
    factories.comment(article, "Buy this.", "spam", name="Sid")
    return SimpleNamespace(
        article=article,
        section=article.section,
        address=article.get_absolute_url(),
        first_comment=first,
        last_comment=last,
        waiting=waiting,
        withdrawn=factories.withdrawn("This never happened"),
    )
