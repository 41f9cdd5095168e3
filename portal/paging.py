"""Pages of a list, with real addresses: `?page=2`. Page 51 and later are the archive's business."""

from dataclasses import dataclass

from django.http import Http404

SIZE = 20
MOST = 50


@dataclass(frozen=True)
class Page:
    """One page of a list; `previous` and `next` are page numbers or None."""

    items: list
    number: int
    pages: int
    goes_on: bool = False  # whether the list is longer than one can page through
    count: int = 0  # of all rows; where the list goes on, of one more than can be paged through

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    @property
    def leads_on(self) -> bool:
        """Whether this is the last page there is, and yet not the end of the list."""
        return self.goes_on and self.next is None

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


def page_number(asked: str | None) -> int:
    """The number asked for in an address; raises Http404 for what is no page number."""
    if asked is None:
        return 1
    if asked.isascii() and asked.isdigit() and len(asked) < 7 and int(asked) > 0:
        return int(asked)
    raise Http404


def page_of(queryset, asked: str | None, size: int = SIZE, most: int | None = MOST) -> Page:
    """The page asked for, in two queries. Raises Http404 out of range; page 1 may be empty.

    Only as many rows are counted as can be paged through, and one more: so a long list costs no more
    than a short.
    """
    number = page_number(asked)
    count = queryset[: size * most + 1].count() if most else queryset.count()
    goes_on = bool(most) and count > size * most
    pages = most if goes_on else max(1, -(-count // size))
    if number > pages:
        raise Http404
    return Page(list(queryset[(number - 1) * size : number * size]), number, pages, goes_on, count)
