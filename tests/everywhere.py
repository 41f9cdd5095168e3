"""Every address that the public has, by its name in the site map: for what must hold on all of them."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles.models import Page, Series, Slot, Topic
from articles.sitemaps import IDS_A_FILE
from portal import urls
from tests import factories

# What is one person's, what staff alone sees, and what is no page of the paper.
NOT_PUBLIC = {"preview", "new", "mine", "live", "ready", "styleguide", "styleguide_error", "logo"}
NOT_PUBLIC |= {"leave", "edit", "withdraw"}
NOT_PUBLIC |= {"recommend"}
NOT_PUBLIC |= {"report", "notice", "receipt", "statement", "appeal"}
NOT_PUBLIC |= {"known", "confirm", "unsubscribe", "data", "export", "erase"}
FORMATS = ("atom", "rss", "json")


def illustrated(headline="The harbour bridge opens", **fields):
    """An article with everything round it: topic, series, portrait, slot, correction, comments."""
    author = factories.author()
    author.bio, author.portrait = "Covers the harbour.", factories.image()
    author.save()
    topic, _ = Topic.objects.get_or_create(slug="harbour", name="Harbour")
    series, _ = Series.objects.get_or_create(name="The bridge")
    if not Page.objects.filter(slug="about").exists():
        Page.objects.create(slug="about", title="About", body="<p>Who we are.</p>")
    fields = {
        "lead_image": factories.image(caption="At dawn", credit="Ada Lindqvist"),
        "topics": [topic],
        "series": series,
        "bylines": [author],
        "dateline": "Halverstad",
    } | fields
    earlier = timezone.now() - timedelta(hours=3)
    factories.published("Part one", publish_at=earlier, topics=[topic], series=series)
    article = factories.published(headline, **fields)
    article.write(by=None, standfirst="It opened at dawn.")
    article.publish(by=None, change="correction", note="It opened at dawn, not at noon.")
    Slot.objects.create(article=article)
    factories.comment(article, "Finally.", status="approved")
    return article


def addresses(article) -> dict[str, str]:
    """Every public address round this article, which `illustrated` made: name -> address."""
    author, topic = article.bylines.first().author, article.topics.first()
    at = timezone.localtime(article.publish_at)
    slugs = {
        "detail": article.slug,
        "section": article.section.slug,
        "topic": topic.slug,
        "author": author.slug,
        "page": "about",
        "thread": article.slug,
        "section_feed": article.section.slug,
        "topic_feed": topic.slug,
        "author_feed": author.slug,
        "feed": article.slug,
    }
    others = {
        "archive": {"year": at.year, "month": at.month},
        **{f"transparency_{one}": {"year": at.year} for one in ("year", "csv", "template")},
        "permalink": {"pk": article.comments.first().pk},
        "picture": {"path": article.lead_image.file.name},
        "sitemap_articles": {"number": (article.pk - 1) // IDS_A_FILE + 1},
    }
    found = {}
    for name, route in names().items():
        told = {"slug": slugs[name]} if name in slugs else others.get(name, {})
        for form in FORMATS if name.endswith("feed") else [""]:
            told_all = told | {"format": form} if form else told
            found[f"{name} {form}".strip()] = reverse(route, kwargs=told_all)
    found["search"] += "?q=bridge"
    found["search newest"] = found["search"] + "&order=newest"
    found["thread newest"] = found["thread"] + "?order=newest"
    found["thread recommended"] = found["thread"] + "?order=recommended"
    found["oembed"] += f"?url={settings.SITE_URL}{article.get_absolute_url()}"
    return found


def names() -> dict[str, str]:
    """The names of all public addresses, and what `reverse` calls them."""
    own = [one for one in urls.urlpatterns if getattr(one, "name", None)]
    parts = [("", own), ("articles:", urls.article_pages), ("comments:", urls.comment_pages)]
    return {
        one.name: prefix + one.name
        for prefix, patterns in parts
        for one in patterns
        if one.name not in NOT_PUBLIC
    }
