"""What we publish. One file per behaviour; import everything from here."""

from articles.models.article import Article
from articles.models.image import Image
from articles.models.page import Page
from articles.models.people import Author, Byline
from articles.models.places import Section, Topic
from articles.models.revision import Correction, Revision
from articles.models.series import Series
from articles.models.slot import Slot
from articles.models.slug import ArticleSlug

__all__ = [
    "Article",
    "ArticleSlug",
    "Author",
    "Byline",
    "Correction",
    "Image",
    "Page",
    "Revision",
    "Section",
    "Series",
    "Slot",
    "Topic",
]
