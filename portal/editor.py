"""The rich text editor in the admin: what it offers, and how it passes the content security policy.

It brings one inline import map and one inline style. Both are read from the package as installed and
allowed by their hashes, so an update of the package needs no change here.
"""

import re
from pathlib import Path

import django_prose_editor
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget, importmap

from portal.stylesheets import csp_hash

# What an editor can make is what portal.markup.article_body lets through.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Code": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Figure": True,
    "Caption": True,
    "Image": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "HTML": True,
}
INLINE_STYLE = re.compile(r"=`(\.ProseMirror \{.*?)`", re.DOTALL)


class BodyField(ProseEditorFormField):
    """An article's body, as HTML. It is cleaned where it is stored, whatever the browser sends."""

    widget = AdminProseEditorWidget

    def __init__(self, **kwargs):
        super().__init__(config={"extensions": EXTENSIONS}, **kwargs)


def script_hashes() -> list[str]:
    """The import map, as it stands between its tags."""
    return [csp_hash(re.search(r">(.*)<", str(importmap.render()), re.DOTALL)[1])]


def style_hashes() -> list[str]:
    """The style that the editor adds to the page's head when it starts."""
    folder = Path(django_prose_editor.__file__).parent / "static" / "django_prose_editor"
    script = (folder / "editor.js").read_text(encoding="utf-8")
    return [csp_hash(style) for style in INLINE_STYLE.findall(script)]
