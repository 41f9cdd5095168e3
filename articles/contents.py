"""What stands at the head and at the foot of every page: the sections, and the paper's own pages."""

from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Value
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from articles.models import Page, Section

SECTION, PAGE = "articles:section", "articles:page"
RULES, CONTACT = "rules", "contact"  # addresses of pages that others lead to
FIRST = 5


@dataclass(frozen=True)
class Entry:
    """A link to a section or a page."""

    kind: str
    position: int
    name: str
    slug: str

    def get_absolute_url(self) -> str:
        return reverse(self.kind, kwargs={"slug": self.slug})


@dataclass(frozen=True)
class Contents:
    """Both lists, in the order that editors gave them."""

    sections: list[Entry]
    pages: list[Entry]

    @property
    def first_sections(self) -> list[Entry]:
        """Those that stand in the masthead of a phone too: all, where they are few."""
        return self.sections[:FIRST] if len(self.sections) > FIRST + 1 else self.sections

    @property
    def more_sections(self) -> list[Entry]:
        return self.sections[len(self.first_sections) :]

    @property
    def rules(self) -> Entry | None:
        """The rules for comments, where the paper has such a page."""
        return next((page for page in self.pages if page.slug == RULES), None)

    @property
    def contact(self) -> Entry | None:
        """How to reach the paper."""
        return next((page for page in self.pages if page.slug == CONTACT), None)


def contents() -> Contents:
    """Both lists in one query: it is asked for every page."""
    sections = Section.objects.order_by().values_list(Value(SECTION), "position", "name", "slug")
    pages = Page.objects.order_by().values_list(Value(PAGE), "position", "title", "slug")
    entries = [Entry(*row) for row in sections.union(pages, all=True)]
    entries.sort(key=attrgetter("position", "name"))
    return Contents(
        [entry for entry in entries if entry.kind == SECTION],
        [entry for entry in entries if entry.kind == PAGE],
    )


def in_templates(request) -> dict:
    """For every template, asked of the database only where a page shows it."""
    return {"contents": SimpleLazyObject(contents)}
