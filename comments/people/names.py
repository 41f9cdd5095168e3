"""Names that are not everybody's: the paper's own, its staff's and its authors', look-alikes included.

Whoever happens to bear an author's name is asked to add something to it, since no reader could tell
the two apart. Only who has proved an address and kept that name with it before may go on with it.
"""

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Author
from comments.models import Comment
from comments.people.lookalikes import skeleton, words_of
from portal.models import User

# Nobody of the public is called so: not as the whole name, and not as one of its words.
OFFICES = ["admin", "administrator", "moderator", "moderation", "webmaster", "sysadmin", "newsroom"]
# Words that are somebody's name as well: nobody is called just so.
ALONE = [
    "editor",
    "editors",
    "editorial",
    "staff",
    "team",
    "author",
    "official",
    "support",
    "owner",
]


def borrowed_from(name: str, commenter=None, article=None) -> str:
    """Whose name this one could be taken for; empty when nobody's.

    With an article, the names of those known readers count as well who already speak under it.
    """
    asked = skeleton(name)
    if not asked or (commenter and asked == skeleton(commenter.name)):
        return ""
    return (
        _of_the_paper(name)
        or _of_somebody(name, _staff())
        or _of_somebody(name, Author.objects.values_list("name", flat=True))
        or (_of_somebody(name, _speakers(article, commenter)) if article else "")
    )


def why_not(name: str, commenter=None, article=None) -> str:
    """Why this name cannot be taken, and what to do, in words for its writer; empty if it can."""
    whose = borrowed_from(name, commenter, article)
    if not whose:
        return ""
    return _(
        "Readers could take this name for somebody else's (%(whose)s). Add something to tell you apart, "
        "such as an initial or where you live."
    ) % {"whose": whose}


def _of_the_paper(name: str) -> str:
    words, whole = words_of(name), skeleton(name)
    offices = {skeleton(word): word for word in [*OFFICES, pgettext("an office", "moderator")]}
    alone = [
        *ALONE,
        pgettext("badge", "Staff"),
        pgettext("badge", "Author"),
        pgettext("an office", "editor"),
    ]
    alone = {skeleton(word): word for word in alone}
    for word in [whole, *words]:
        if word in offices:
            return offices[word]
    # "The editor" is as bare as "Editor".
    for bare in [whole, *(["".join(words[1:])] if words[:1] == ["the"] else [])]:
        if bare in alone:
            return alone[bare]
    return settings.SITE_NAME if _names_the_site(words, whole) else ""


def _names_the_site(words: list[str], whole: str) -> bool:
    site = words_of(settings.SITE_NAME)
    if site[:1] == ["the"] and len(site) > 1:
        site = site[1:]
    joined = "".join(site)
    if not joined:
        return False
    runs = [words[start : start + len(site)] for start in range(len(words))]
    return site in runs or (joined in whole if len(joined) >= 8 else joined == whole)


def _of_somebody(name: str, names) -> str:
    """The first of these that looks the same, its words in this order or in another."""
    whole, turned = skeleton(name), sorted(words_of(name))
    for theirs in names:
        if skeleton(theirs) == whole or (len(turned) > 1 and sorted(words_of(theirs)) == turned):
            return theirs
    return ""


def _staff():
    """Those who work here, as the site names them."""
    return map(str, User.objects.filter(Q(is_staff=True) | Q(is_superuser=True), is_active=True))


def _speakers(article, commenter):
    """The known readers who speak under this article, by the names that everybody sees there."""
    others = Comment.objects.public().filter(article=article, commenter__isnull=False)
    if commenter:
        others = others.exclude(commenter=commenter)
    return others.order_by().values_list("name", flat=True).distinct()
