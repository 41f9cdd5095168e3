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
from comments import mine, reading, recommending, revising, writing
from comments.closing import closed_by_age
from comments.desk import (
    alerts,
    answering,
    bans,
    bulk,
    claims,
    context,
    counts,
    editing,
    mail,
    notes,
    people,
    picks,
    ruling,
    statistics,
    undoing,
)
from comments.desk import data as desk_data
from comments.desk import queue as desk
from comments.desk.appeals import appeals, decide_appeal
from comments.desk.reports import decide_reports, reports
from comments.desk.rules import check, delete_list, rules, switch_list, word_list
from comments.law import data, figures, retention
from comments.law.appeals import appeal, statement
from comments.law.notices import notice, receipt, report
from comments.models import Comment
from comments.people.confirm_page import confirm
from comments.people.known_page import known
from comments.people.unsubscribing import unsubscribe
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
        public(reading.thread, on_article, closed_by_age),
        name="thread",
    ),
    path(
        "feeds/articles/<slug:slug>/comments.<str:format>",
        public(comment_feeds.feed, on_article),
        name="feed",
    ),
    path("comments/<int:pk>/", public(reading.permalink, on_comment), name="permalink"),
    path("comments/<int:pk>/recommend/", recommending.recommend, name="recommend"),
    path("comments/new/<slug:slug>/", writing.new, name="new"),
    path("transparency/", public(figures.index, on_lists, figures.today), name="transparency"),
    path(
        "transparency/<year:year>/",
        public(figures.year, on_lists, figures.today),
        name="transparency_year",
    ),
    path(
        "transparency/<year:year>/figures.csv",
        public(figures.table, on_lists, figures.today),
        name="transparency_csv",
    ),
    path(
        "transparency/<year:year>/template.csv",
        public(figures.template, on_lists, figures.today),
        name="transparency_template",
    ),
    path("comments/<int:pk>/report/", report, name="report"),
    path("comments/<int:pk>/report/illegal/", notice, name="notice"),
    path("comments/reports/<uuid:key>/", receipt, name="receipt"),
    path("comments/statements/<str:token>/", statement, name="statement"),
    path("comments/statements/<str:token>/appeal/", appeal, name="appeal"),
    path("comments/mine/", mine.mine, name="mine"),
    path("comments/known/", known, name="known"),
    path("comments/confirm/<uuid:key>/", confirm, name="confirm"),
    path("comments/unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
    path("comments/kept/", public(retention.kept, on_site), name="kept"),
    path("comments/data/", data.ask, name="data"),
    path("comments/data/copy/<uuid:key>/", data.export, name="export"),
    path("comments/data/erase/<uuid:key>/", data.erase, name="erase"),
    path("comments/leave/", mine.leave, name="leave"),
    path("comments/<int:pk>/edit/", revising.edit, name="edit"),
    path("comments/<int:pk>/withdraw/", revising.withdraw, name="withdraw"),
]

desk_pages = [
    path("moderation/", desk.queue, name="queue"),
    path("moderation/mail/", mail.mail, name="mail"),
    path("moderation/alerts/", alerts.alerts, name="alerts"),
    path("moderation/counts/", counts.counts, name="counts"),
    path("moderation/rule/", ruling.rule, name="rule"),
    path("moderation/bulk/", bulk.bulk, name="bulk"),
    path("moderation/undo/<uuid:batch>/", undoing.undo, name="undo"),
    path("moderation/<int:pk>/edit/", editing.edit, name="edit"),
    path("moderation/<int:pk>/pick/", picks.pick, name="pick"),
    path("moderation/<int:pk>/answer/", answering.answer, name="answer"),
    path("moderation/answer/", answering.say, name="say"),
    path("moderation/<int:pk>/context/", context.context, name="context"),
    path("moderation/<int:pk>/claim/", claims.claim, name="claim"),
    path("moderation/<int:pk>/writer/", people.writer_of, name="writer_of"),
    path("moderation/<int:pk>/ban/", bans.ban_writer, name="ban_writer"),
    path("moderation/<int:pk>/note/", notes.note, name="note"),
    path("moderation/notes/<int:pk>/delete/", notes.drop, name="drop_note"),
    path("moderation/people/<int:pk>/", people.person, name="person"),
    path("moderation/people/<int:pk>/ban/", bans.ban_person, name="ban_person"),
    path("moderation/people/<int:pk>/note/", notes.note_on_person, name="person_note"),
    path("moderation/people/<int:pk>/data/", desk_data.data_of_person, name="person_data"),
    path("moderation/reports/", reports, name="reports"),
    path("moderation/<int:pk>/reports/", decide_reports, name="decide_reports"),
    path("moderation/appeals/", appeals, name="appeals"),
    path("moderation/appeals/<int:pk>/", decide_appeal, name="decide_appeal"),
    path("moderation/bans/", bans.bans, name="bans"),
    path("moderation/bans/<int:pk>/lift/", bans.lift, name="lift"),
    path("moderation/rules/", rules, name="rules"),
    path("moderation/rules/lists/new/", word_list, name="new_list"),
    path("moderation/rules/lists/<int:pk>/", word_list, name="list"),
    path("moderation/rules/lists/<int:pk>/switch/", switch_list, name="switch_list"),
    path("moderation/rules/lists/<int:pk>/delete/", delete_list, name="delete_list"),
    path("moderation/rules/<str:name>/", check, name="check"),
    path("moderation/statistics/", statistics.statistics, name="statistics"),
    path("moderation/statistics/<slug:name>.csv", statistics.download, name="figures"),
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
