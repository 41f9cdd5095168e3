"""A real Chromium for the tests that need one: `visitor()` is a page on the live server.

Without a browser these tests are skipped and the run ends by saying so; with CI=true they fail.
"""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome"]
NO_BROWSER = "There is no browser: none of " + ", ".join(NAMES) + " is on the PATH."
THE_CURE = "Install one (Debian: apt install chromium) or name one: CHROMIUM=/path/to/it make test"
ARGUMENTS = [
    "--no-sandbox",  # continuous integration runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing in a test reaches another machine; that it was asked for is in `visitor().foreign`.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def find_chromium() -> str | None:
    """The browser that CHROMIUM names, else the first that is installed."""
    if named := os.environ.get("CHROMIUM"):
        if path := shutil.which(named):
            return path
        pytest.fail(f"CHROMIUM names {named}, which cannot be run.", pytrace=False)
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium():
    """The path of the browser; without one the test is skipped, or fails in CI."""
    path = find_chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(f"{NO_BROWSER} {THE_CURE}", pytrace=False)
    if path is None:
        pytest.skip(NO_BROWSER)
    return path


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def visitor(browser, live_server, settings):
    """Opens fresh pages, each with cookies and storage of its own; addresses may be paths.

    A page keeps what happened in it and in the tabs it opened: `.console` (texts of errors and
    warnings, refusals by the content security policy among them), `.errors` (uncaught exceptions),
    `.dialogs` (messages; each was dismissed) and `.foreign` (requests to other hosts).
    """
    settings.SITE_URL = live_server.url
    contexts = []

    def open_page(*, javascript=True, width=1280, height=900, dark=False, **options):
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        _keep_what_happens(page, context, urlsplit(live_server.url).netloc)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _keep_what_happens(page, context, host):
    page.console, page.errors, page.dialogs, page.foreign = [], [], [], []

    def console(message):
        if message.type in ("error", "warning"):
            page.console.append(message.text)

    def dialog(asked):
        page.dialogs.append(asked.message)
        asked.dismiss()

    def request(sent):
        to = urlsplit(sent.url)
        if to.scheme in ("http", "https", "ws", "wss") and to.netloc != host:
            page.foreign.append(sent.url)

    context.on("console", console)
    context.on("weberror", lambda raised: page.errors.append(str(raised.error)))
    context.on("dialog", dialog)
    context.on("request", request)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """What asks for the browser is a browser test; `-m "not browser"` leaves it out."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.getreports("skipped")
    unseen = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if unseen:
        terminalreporter.section("NOT TESTED IN A BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(f"{unseen} tests did not run. {NO_BROWSER}", red=True, bold=True)
        terminalreporter.line(THE_CURE, red=True, bold=True)
