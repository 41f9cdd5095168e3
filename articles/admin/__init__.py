"""The editors' desk. One file for each thing that editors work on."""

from articles.admin import articles, front, images, pages, places

__all__ = ["articles", "front", "images", "pages", "places"]
