"""Feeds and sitemaps, as those read them who cannot ask back."""

import json
import re
from collections import Counter
from datetime import datetime

import feedparser
from lxml import etree

from tests.audit.site import HERE, Site, Verdict

FEED = re.compile(r"/feeds/.+\.(atom|rss|json)\Z")
VERSION = "https://jsonfeed.org/version/1.1"
RELATIVE = re.compile(r"""(?:href|src|srcset)=["'](?!https?://|mailto:|#)([^"']+)""")
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
ADDRESS = f"{{{SITEMAPS}}}loc"


def feeds_judged(site: Site) -> Verdict:
    verdict = Verdict()
    feeds = [one for one in site.answers.values() if FEED.fullmatch(one.path)]
    entries = Counter()
    for feed in feeds:
        if feed.status != 200:
            verdict.faults.append(f"{feed.path}: answers {feed.status}")
            continue
        judge = _json_judged if feed.path.endswith(".json") else _parsed
        number, faults = judge(site, feed)
        entries[feed.path.rpartition(".")[2]] += number
        verdict.faults += [f"{feed.path}: {fault}" for fault in faults]
    kinds = Counter(feed.path.rpartition(".")[2] for feed in feeds)
    for kind in ("atom", "rss", "json"):
        verdict.told.append(f"{kinds[kind]:5}  {kind} feeds with {entries[kind]} entries")
        if not entries[kind]:
            verdict.faults.append(f"no entry in any {kind} feed")
    return verdict


def _parsed(site, feed):
    """What feedparser forgives is a fault all the same; and what every reader rests on is there."""
    read = feedparser.parse(feed.content)
    faults = [f"feedparser: {read.bozo_exception}"] if read.bozo else []
    expected = "atom10" if feed.path.endswith(".atom") else "rss20"
    if read.version != expected:
        faults.append(f"is read as {read.version or 'no feed'}")
    faults += [f"has no {name}" for name in ("title", "link") if not read.feed.get(name)]
    if site.url + feed.path not in [one.get("href") for one in read.feed.get("links", [])]:
        faults.append("does not name its own address")
    ids = Counter(entry.get("id") for entry in read.entries)
    faults += [f"{number} entries are {id!r}" for id, number in ids.items() if number > 1]
    for entry in read.entries:
        for name in ("id", "title", "link", "published_parsed"):
            if not entry.get(name):
                faults.append(f"an entry has no {name}: {entry.get('title') or entry.get('id')}")
        bodies = [one.value for one in entry.get("content", [])] + [entry.get("summary", "")]
        faults += _relative("".join(bodies))
    return len(read.entries), faults


def _json_judged(site, feed):
    """JSON Feed 1.1, by its rules."""
    try:
        read = json.loads(feed.content)
    except ValueError as error:
        return 0, [f"is no JSON: {error}"]
    faults = [] if read.get("version") == VERSION else [f"version is {read.get('version')!r}"]
    faults += [] if feed.type == "application/feed+json" else [f"is served as {feed.type}"]
    faults += [] if read.get("title") else ["has no title"]
    for name, expected in [("feed_url", site.url + feed.path)]:
        if read.get(name) != expected:
            faults.append(f"{name} is {read.get(name)!r}")
    if not str(read.get("home_page_url", "")).startswith(site.url):
        faults.append("home_page_url is no whole address")
    items = read.get("items")
    if not isinstance(items, list):
        return 0, [*faults, "items is no list"]
    ids = Counter(item.get("id") for item in items)
    faults += [f"{number} items are {id!r}" for id, number in ids.items() if number > 1]
    for item in items:
        if not (isinstance(item.get("id"), str) and item["id"]):
            faults.append(f"an id is {item.get('id')!r}")
        if not (item.get("content_html") or item.get("content_text")):
            faults.append(f"{item.get('id')} has no content")
        for name in ("url", "external_url", "image", "banner_image"):
            if name in item and not str(item[name]).startswith(("http://", "https://")):
                faults.append(f"{name} is {item[name]!r}")
        for name in ("date_published", "date_modified"):
            if name in item and not _is_moment(item[name]):
                faults.append(f"{name} is {item[name]!r}")
        if not all(one.get("name") or one.get("url") for one in item.get("authors", [])):
            faults.append(f"{item.get('id')} has an author without a name")
        faults += _relative(item.get("content_html", ""))
    return len(items), faults


def _is_moment(text) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _relative(html):
    return [f"a relative address: {address}" for address in RELATIVE.findall(html)]


def sitemaps_judged(site: Site) -> Verdict:
    verdict = Verdict()
    named = re.findall(r"^Sitemap:\s*(\S+)", site.ask("/robots.txt").text, re.MULTILINE)
    if not named:
        verdict.faults.append("/robots.txt names no sitemap")
    ahead, addresses = list(named), Counter()
    while ahead:
        path = site.path_of(ahead.pop(0))
        if path is None:
            verdict.faults.append("a sitemap lies on another host")
            continue
        answer = site.ask(path)
        if answer.status != 200:
            verdict.faults.append(f"{path}: answers {answer.status}")
            continue
        try:
            tree = etree.fromstring(answer.content)
        except etree.XMLSyntaxError as error:
            verdict.faults.append(f"{path}: {error}")
            continue
        is_index = etree.QName(tree).localname == "sitemapindex"
        schema = etree.XMLSchema(
            etree.parse(HERE / "schemas" / ("index.xsd" if is_index else "sitemap.xsd"))
        )
        schema.validate(tree)
        verdict.faults += [f"{path}:{one.line}: {one.message}" for one in schema.error_log]
        found = [one.text for one in tree.iter(ADDRESS)]
        verdict.told.append(f"{len(found):5}  addresses in {path}")
        if is_index:
            ahead += found
        else:
            addresses.update(found)
    for address in addresses:
        path = site.path_of(address)
        if path is None or (site.answers.get(path) or site.ask(path)).status != 200:
            verdict.faults.append(f"a sitemap names {address}, which is no public page")
    for path, answer in site.answers.items():
        article = re.fullmatch(r"/articles/[\w-]+/", path)
        if article and answer.status == 200 and site.url + path not in addresses:
            verdict.faults.append(f"{path} is in no sitemap")
    return verdict
