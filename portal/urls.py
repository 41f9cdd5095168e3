"""The whole site map.

`public` pages are the same for everyone; beside each stands what its version depends on. Nothing
else is kept by any cache. Neither app knows of this: only the building does.
"""

from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from articles import lists, oembed, sitemaps
from articles import views as articles
from articles.feeds import views as feeds
from articles.models import ArticleSlug
from articles.search.views import search
from comments import feeds as comment_feeds
from comments import views as comments
from comments.closing import closed_by_age
from comments.desk import queue as desk
from comments.models import Comment
from portal import brand, edition, machine_files, speculation, styleguide, views
from portal.months import MonthInAddress, YearInAddress


def on_site(**kwargs):
    """What editors publish, and nothing that readers say."""
    return [edition.SITE]


def on_lists(**kwargs):
    """Fronts, lists and counts: everything published, and what lists say about discussions."""
    return [edition.SITE, edition.TALK]


def on_nothing(**kwargs):
    """The code and the settings alone."""
    return []


def on_article(slug, **kwargs):
    """An article and its own discussion."""
    article = ArticleSlug.objects.filter(slug=slug).values("article_id")
    return [edition.SITE, edition.thread_of(article)]


def on_comment(pk):
    article = Comment.objects.filter(pk=pk).values("article_id")
    return [edition.SITE, edition.thread_of(article)]


public = edition.public

register_converter(YearInAddress, "year")
register_converter(MonthInAddress, "month")

article_pages = [
    path("", public(articles.front, on_lists), name="front"),
    path(
        "articles/<slug:slug>/", public(articles.detail, on_article, closed_by_age), name="detail"
    ),
    path("sections/<slug:slug>/", public(lists.section, on_lists), name="section"),
    path("topics/<slug:slug>/", public(lists.topic, on_lists), name="topic"),
    path("authors/<slug:slug>/", public(lists.author, on_lists), name="author"),
    path("archive/", public(lists.archives, on_site), name="archives"),
    path("archive/<year:year>/<month:month>/", public(lists.archive, on_lists), name="archive"),
    path("search/", search, name="search"),
    path("feeds/", public(feeds.index, on_site), name="feeds"),
    path("feeds/all.<str:format>", public(feeds.site, on_site), name="site_feed"),
    path(
        "feeds/sections/<slug:slug>.<str:format>",
        public(feeds.section, on_site),
        name="section_feed",
    ),
    path("feeds/topics/<slug:slug>.<str:format>", public(feeds.topic, on_site), name="topic_feed"),
    path(
        "feeds/authors/<slug:slug>.<str:format>", public(feeds.author, on_site), name="author_feed"
    ),
    path("sitemap.xml", public(sitemaps.index, on_site), name="sitemap"),
    path("sitemap-places.xml", public(sitemaps.places, on_site), name="sitemap_places"),
    path(
        "sitemap-articles-<int:number>.xml",
        public(sitemaps.articles, on_site),
        name="sitemap_articles",
    ),
    path(
        "sitemap-news.xml",
        public(sitemaps.news, on_site, sitemaps.still_news),
        name="sitemap_news",
    ),
    path("oembed/", public(oembed.oembed, on_site), name="oembed"),
    path("corrections/", public(lists.corrections, on_site), name="corrections"),
    path("pages/<slug:slug>/", public(lists.page, on_site), name="page"),
    path("preview/<str:token>/", articles.preview, name="preview"),
]

comment_pages = [
    path(
        "articles/<slug:slug>/comments/",
        public(comments.thread, on_article, closed_by_age),
        name="thread",
    ),
    path(
        "feeds/articles/<slug:slug>/comments.<str:format>",
        public(comment_feeds.feed, on_article),
        name="feed",
    ),
    path("comments/<int:pk>/", public(comments.permalink, on_comment), name="permalink"),
    path("comments/new/<slug:slug>/", comments.new, name="new"),
    path("comments/mine/", comments.mine, name="mine"),
]

desk_pages = [
    path("moderation/", desk.queue, name="queue"),
    path("moderation/rule/", desk.rule, name="rule"),
    path("moderation/undo/<uuid:batch>/", desk.undo, name="undo"),
    path("moderation/<int:pk>/edit/", desk.edit, name="edit"),
]

urlpatterns = [
    path("", include((article_pages, "articles"))),
    path("", include((comment_pages, "comments"))),
    path("", include((desk_pages, "moderation"))),
    path("admin/", admin.site.urls),
    path("styleguide/", styleguide.guide, name="styleguide"),
    path("styleguide/errors/<int:status>/", styleguide.error, name="styleguide_error"),
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("robots.txt", public(machine_files.robots, on_nothing), name="robots"),
    path("opensearch.xml", public(machine_files.opensearch, on_nothing), name="opensearch"),
    path("manifest.webmanifest", public(machine_files.manifest, on_nothing), name="manifest"),
    path("speculation-rules.json", speculation.rules, name="speculation"),
    path("favicon.ico", views.icon, name="icon"),
    path("brand/<str:name>", brand.show_logo, name="logo"),
    re_path(r"^media/(?P<path>.+)$", views.picture, name="picture"),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
