"""Reading an answer as a browser does, and judging that nothing in it executes.

The parser is the standard library's: neither of the two that clean what people type.
"""

import json
import re
from html.parser import HTMLParser

COMMENT_TAGS = {"p", "br", "blockquote", "strong", "em", "code", "a"}
# What no page of ours holds, whoever wrote on it.
FOREIGN = {
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "base",
    "template",
    "applet",
    "frame",
    "noscript",
}
ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "cite",
    "data",
    "poster",
    "srcset",
    "background",
}
GOOD_ADDRESS = re.compile(
    r"https?://[^\s<>\"]+|mailto:\?[^\s<>\"]+|/(?![/\\]).*|[#?].*|", re.IGNORECASE
)
DATA = "application/ld+json"  # a script of this type is read by machines and never run


class Page(HTMLParser):
    """One HTML answer: its elements, its readable text, and its forms with what they would send."""

    def __init__(self, response):
        super().__init__()
        self.status = response.status_code
        self.elements = []  # (tag, attributes)
        self.forms = []  # what each would send, by field name
        self.words = ""
        self.inside = set()  # the tags within what somebody wrote
        self.scripts = ""  # what stands inside scripts that browsers run
        self.data = []  # what stands inside those that hold data
        self._textarea, self._script, self._divs = None, False, 0
        self.feed(response.content.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        assert len(found) == len(attrs), f"an attribute twice in {attrs}"
        self.elements.append((tag, found))
        self._script = tag == "script" and (found.get("type") or "code")
        if self._divs:
            self._divs += tag == "div"
            self.inside.add(tag)
        elif found.get("class") == "comment__text":
            self._divs = 1
        if tag == "form":
            self.forms.append({})
        name = found.get("name")
        if not name or not self.forms:
            return
        if tag == "textarea":
            self._textarea = name
            self.forms[-1][name] = ""
        if tag == "input" and found.get("type") not in ("checkbox", "radio", "submit"):
            self.forms[-1][name] = found.get("value") or ""

    def handle_endtag(self, tag):
        self._script = False
        self._divs -= tag == "div" and self._divs > 0
        if tag == "textarea" and self._textarea:
            kept = self.forms[-1][self._textarea]
            # The line end right after <textarea> belongs to the tag.
            self.forms[-1][self._textarea] = re.sub(r"^(\r\n|\n)", "", kept)
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            self.forms[-1][self._textarea] += data
        if self._script == DATA:
            self.data.append(json.loads(data))
            return
        if self._script:
            self.scripts += data
        self.words += data

    @property
    def form(self):
        """The page's own form: the last one."""
        return self.forms[-1]

    @property
    def ids(self):
        return {found["id"] for _, found in self.elements if "id" in found}

    def named(self, name):
        """The attributes of the field that has this name."""
        return next(found for _, found in self.elements if found.get("name") == name)

    def links(self):
        return [found["href"] for tag, found in self.elements if tag == "a" and "href" in found]

    def anchors(self):
        """The ids of the comments on the page, in order."""
        ids = [found.get("id") or "" for _, found in self.elements]
        return [one for one in ids if one.startswith("comment-")]


def judge(response):
    """Fail on anything that executes, leads to a script, or is not ours. Return the page."""
    page = Page(response)
    assert page.inside <= COMMENT_TAGS
    assert page.scripts == ""
    for tag, found in page.elements:
        assert tag not in FOREIGN, tag
        if tag == "script" and found.get("type") != DATA:
            assert found.get("src", "").startswith("/static/")
        if tag == "meta":
            assert "http-equiv" not in found
        for name, value in found.items():
            assert not name.startswith("on"), f"{name}={value}"
            assert name not in ("srcdoc", "style"), f"{name}={value}"
            if name in ADDRESSES:
                assert GOOD_ADDRESS.fullmatch(value or ""), f"{name}={value}"
    return page
