"""The texts that the paper's own pages start with, in each language: a folder of files named by address.

The first line of a file is the title. What a paper has to fill in stands in [square brackets].
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.html import escape

from portal.markup import article_body, plain_text

FOLDER = Path(__file__).parent
DEFAULT = "en"
# In the order in which they stand at the foot of every page.
PAGES = ["about", "contact", "rules", "privacy", "terms", "imprint"]


def texts(language: str) -> Iterator[tuple[str, str, str]]:
    """Address, title and body of each page, in this language or else in English."""
    folder = _folder_for(language)
    facts = {
        "{paper}": escape(settings.SITE_NAME),
        "{days}": str(settings.COMMENTS_KEEP_ADDRESS_DAYS),
        "{appeal}": str(settings.COMMENTS_APPEAL_DAYS),
    }
    for slug in PAGES:
        title, body = (folder / f"{slug}.html").read_text(encoding="utf-8").split("\n", 1)
        for name, value in facts.items():
            body = body.replace(name, value)
        yield slug, plain_text(title), str(article_body(body))


def _folder_for(language: str) -> Path:
    """ "de-at" is served by "de"."""
    known = (FOLDER / name for name in (language, language.split("-")[0], DEFAULT))
    return next(folder for folder in known if folder.is_dir())
