"""The site that is judged: a fresh demo newsroom behind gunicorn, and everything that it links to."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from tests.portal.sites import ROOT, free_port, running

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
NODE = MODULES / ".bin" / "node"  # of the version that the judges ask for
DEMO = ["manage.py", "demo"]
LIVELY = (
    "/articles/harbour-tunnel/"  # the demo's article with a picture and 50 comments on its page
)
# What a stranger finds no link to, or may not follow.
BESIDES = [
    "/search/?q=harbour",
    "/search/?q=zzzzzz",
    "/search/?q=harbour&page=99",
    "/articles/never-written/",
    "/nothing/here/",
    "/comments/mine/",
]
STAFF_ONLY = ("/admin/", "/moderation/")
# Pages that are the same but for the comment or article that they are about: a few of them will do.
ALIKE = [re.compile(r"/comments/new/"), re.compile(r"/comments/\d+/")]
OF_EACH_ALIKE = 3


@dataclass
class Verdict:
    """What a judge says: lines for the table, and what must not be."""

    told: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """What one address answers."""

    path: str
    status: int
    type: str
    content: bytes
    links: tuple[str, ...] = ()

    @property
    def is_page(self) -> bool:
        return self.type == "text/html"

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")


class Links(HTMLParser):
    """Whatever a page refers to, but for what it only tells machines to try."""

    WHERE = {"a": ["href"], "link": ["href"], "img": ["src"], "script": ["src"], "form": ["action"]}

    def __init__(self, page: str):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "form" and told.get("method", "get").lower() == "post":
            return
        self.found += [told[name] for name in self.WHERE.get(tag, []) if told.get(name)]
        for copy in (told.get("srcset") or "").split(","):
            self.found += copy.split()[:1]


class Site:
    """A running site, asked as a stranger would ask it."""

    def __init__(self, url: str):
        self.url = url.rstrip("/")

    def ask(self, path: str) -> Answer:
        """What is at this address, redirects followed."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as answer:
                status, headers, content = answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            status, headers, content = error.code, error.headers, error.read()
        kind = headers.get_content_type()
        links = ()
        if kind == "text/html":
            found = (self.path_of(urljoin(path, one)) for one in Links(content.decode()).found)
            links = tuple(dict.fromkeys(filter(None, found)))
        return Answer(path, status, kind, content, links)

    def path_of(self, address: str) -> str | None:
        """An address of this site from its first slash on; None for others and for staff's."""
        address = urldefrag(address).url
        if address.startswith(self.url):
            address = address.removeprefix(self.url) or "/"
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or parts.path.startswith(STAFF_ONLY):
            return None
        return address

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """Every public address that can be reached from the front page, and its answer."""
        ahead, seen, alike = deque(["/", *BESIDES]), {}, {}
        while ahead:
            path = ahead.popleft()
            if path in seen:
                continue
            if kind := next((one for one in ALIKE if one.match(path)), None):
                alike[kind] = alike.get(kind, 0) + 1
                if alike[kind] > OF_EACH_ALIKE:
                    continue
            seen[path] = self.ask(path)
            ahead.extend(seen[path].links)
        return seen

    @property
    def pages(self) -> list[Answer]:
        return [one for one in self.answers.values() if one.is_page]

    def who_links_to(self, path: str) -> str:
        return next((one.path for one in self.answers.values() if path in one.links), "nowhere")


@contextmanager
def demo_site(url: str | None = None):
    """A site that nobody else uses, gone with its folder afterwards."""
    if url:
        yield Site(url)
        return
    with (
        tempfile.TemporaryDirectory(prefix="portal-audit-") as folder,
        served(folder, DEMO) as running_site,
    ):
        yield running_site


@contextmanager
def served(folder: str, *fill: list[str], **settings: str):
    """A site in this folder, filled by these commands, behind gunicorn as in public but for HTTPS."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    surroundings = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    surroundings |= {"PORTAL_LOCAL": "1", "VAR_DIR": folder, "SITE_URL": url} | settings
    for command in (["manage.py", "migrate", "--verbosity=0"], *fill):
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=surroundings, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(f"The site could not be made ({' '.join(command)}):\n{done.stderr.strip()}")
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "tests.audit.compressed",
        f"--bind=127.0.0.1:{port}",
    ]
    gunicorn += [
        "--threads=8",
        "--log-level=warning",
        "--no-control-socket",
        "--graceful-timeout=2",
    ]
    with running(gunicorn, port, Path(folder) / "said.txt", cwd=ROOT, env=surroundings) as server:
        server.await_answer()
        yield Site(url)


def make_ready() -> None:
    """Install the judges that come from npm, once for each version of their list."""
    for name, package in [("java", "a Java runtime, 17 or newer"), ("npm", "Node.js with npm")]:
        if not shutil.which(name):
            sys.exit(
                f"The audit needs {package}: install it (Debian: apt install default-jre npm)."
            )
    lock = (HERE / "package-lock.json").read_bytes()
    stamp = MODULES / ".installed"
    if stamp.exists() and stamp.read_bytes() == lock:
        return
    command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    if done.returncode or not NODE.exists():
        sys.exit(f"npm could not install the judges:\n{done.stderr.strip() or done.stdout.strip()}")
    stamp.write_bytes(lock)


def asked_of_node(script: str, question: dict, **surroundings: str) -> list:
    """What one of our scripts for Node answers: JSON in, JSON out."""
    answer = subprocess.run(
        [NODE, HERE / script],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        env=os.environ | surroundings,
    )
    if answer.returncode:
        sys.exit(f"{script} failed:\n{answer.stderr}")
    return json.loads(answer.stdout)
