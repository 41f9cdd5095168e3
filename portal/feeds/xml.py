"""Writing XML: every name, text and attribute goes through one generator, which escapes them.

Characters that XML cannot carry, not even escaped, are left out: one of them would make the whole
document unreadable.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from xml.sax.saxutils import XMLGenerator

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """The text without what XML 1.0 has no place for."""
    return _UNWRITABLE.sub("", text)


def in_utc(at: datetime) -> str:
    """A moment as Atom, JSON Feed and sitemaps want it (RFC 3339)."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Document:
    """An XML document that is written from its beginning to its end."""

    def __init__(self):
        self._bytes = io.BytesIO()
        self._generator = XMLGenerator(self._bytes, "utf-8", short_empty_elements=True)
        self._generator.startDocument()

    @contextmanager
    def inside(self, name: str, attributes: dict[str, str] | None = None) -> Iterator[None]:
        """What is written meanwhile stands in an element of this name."""
        told = {key: writable(str(value)) for key, value in (attributes or {}).items()}
        self._generator.startElement(name, told)
        yield
        self._generator.endElement(name)

    def element(self, name: str, text: str = "", attributes: dict[str, str] | None = None) -> None:
        with self.inside(name, attributes):
            self._generator.characters(writable(text))

    def written(self) -> bytes:
        self._generator.endDocument()
        return self._bytes.getvalue()
