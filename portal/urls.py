"""The whole site map.

`public` pages are the same for everyone; beside each stands what its version depends on. Nothing
else is kept by any cache. Neither app knows of this: only the building does.
"""

from django.contrib import admin
from django.urls import include, path, re_path

from articles import views as articles
from articles.models import ArticleSlug
from comments import desk
from comments import views as comments
from comments.closing import closed_by_age
from comments.models import Comment
from portal import edition, views


def on_lists(**kwargs):
    """Fronts, lists and counts: everything published, and what lists say about discussions."""
    return [edition.SITE, edition.TALK]


def on_article(slug):
    """An article and its own discussion."""
    article = ArticleSlug.objects.filter(slug=slug).values("article_id")
    return [edition.SITE, edition.thread_of(article)]


def on_comment(pk):
    article = Comment.objects.filter(pk=pk).values("article_id")
    return [edition.SITE, edition.thread_of(article)]


public = edition.public

article_pages = [
    path("", public(articles.front, on_lists), name="front"),
    path(
        "articles/<slug:slug>/", public(articles.detail, on_article, closed_by_age), name="detail"
    ),
    path("sections/<slug:slug>/", public(articles.section, on_lists), name="section"),
    path("preview/<str:token>/", articles.preview, name="preview"),
]

comment_pages = [
    path(
        "articles/<slug:slug>/comments/",
        public(comments.thread, on_article, closed_by_age),
        name="thread",
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
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.icon, name="icon"),
    re_path(r"^media/(?P<path>.+)$", views.picture, name="picture"),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
