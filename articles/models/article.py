"""The article: what it is, and which ones the public may read. What is done with it: publishing.py."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from articles.models.moments import within_reach
from articles.models.payload import in_the_words_of
from articles.models.people import Byline
from articles.models.publishing import Publishing
from portal import edition


def papers_language() -> str:
    """The language that articles are written in unless they say otherwise."""
    return settings.LANGUAGE_CODE


class ArticleQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None):
        """Articles the public may read: ready, past any embargo, not yet expired."""
        at = at or timezone.now()
        return self.filter(status=Article.Status.READY, publish_at__lte=at).filter(
            Q(expire_at__isnull=True) | Q(expire_at__gt=at)
        )

    def gone(self, at: datetime | None = None):
        """Articles the public could read once, and can no more: withdrawn or expired."""
        at = at or timezone.now()
        return self.filter(first_published_at__lte=at).filter(
            Q(status=Article.Status.WITHDRAWN)
            | Q(status=Article.Status.READY, publish_at__lte=at, expire_at__lte=at)
        )

    def newest_first(self):
        return self.order_by("-publish_at", "-id")

    def before(self, article):
        """Those that come before this one, nearest first. Ties in time are broken by id.

        Said this way both databases seek the index; a bare OR makes them walk it (measured at a
        million rows: 0.03 ms against 46 to 94 ms).
        """
        earlier = Q(publish_at__lt=article.publish_at) | Q(id__lt=article.id)
        return self.filter(Q(publish_at__lte=article.publish_at), earlier).newest_first()

    def after(self, article):
        """Those that come after this one, nearest first."""
        later = Q(publish_at__gt=article.publish_at) | Q(id__gt=article.id)
        ahead = self.filter(Q(publish_at__gte=article.publish_at), later)
        return ahead.order_by("publish_at", "id")

    def for_cards(self):
        """With what a list shows of each, in a fixed number of queries."""
        bylines = models.Prefetch("bylines", Byline.objects.select_related("author"))
        return self.select_related("section", "lead_image").prefetch_related(bylines)


class Article(Publishing, models.Model):
    """One article. Its columns are a copy of its live revision, written only by the verbs.

    Until it is first made ready the newest revision counts as the live one, so that the newsroom's
    lists show what is being written; no public page can see it then.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        READY = "ready", _("ready")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        ANALYSIS = "analysis", _("Analysis")
        OPINION = "opinion", _("Opinion")
        EXPLAINER = "explainer", _("Explainer")
        INTERVIEW = "interview", _("Interview")
        REVIEW = "review", _("Review")

    class Label(models.TextChoices):
        NONE = "", _("none")
        BREAKING = "breaking", _("Breaking")
        EXCLUSIVE = "exclusive", _("Exclusive")

    class CommentPolicy(models.TextChoices):
        OPEN = "open", _("open")
        READ_ONLY = "read-only", _("read only")
        HIDDEN = "hidden", _("hidden")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    live_revision = models.PositiveIntegerField(_("live revision"), default=0, editable=False)
    first_published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    updated_at = models.DateTimeField(_("updated"), null=True, editable=False)
    preview_key = models.CharField(max_length=32, editable=False, default="")

    # The copy of the live revision.
    slug = models.SlugField(_("slug"), max_length=100, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=papers_language
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NEWS)
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        on_delete=models.PROTECT,
        related_name="articles",
    )
    topics = models.ManyToManyField(
        "articles.Topic", verbose_name=_("topics"), blank=True, related_name="articles"
    )
    series = models.ForeignKey(
        "articles.Series",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    headline = models.CharField(_("headline"), max_length=200)
    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("The summary under the headline.")
    )
    dateline = models.CharField(
        _("dateline"), max_length=80, blank=True, help_text=_("Where it was filed.")
    )
    body = models.TextField(_("body"), blank=True)
    lead_image = models.ForeignKey(
        "articles.Image",
        verbose_name=_("lead image"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    lead_image_alt = models.CharField(
        _("alternative text here"),
        max_length=300,
        blank=True,
        help_text=_("In place of the image’s own."),
    )
    lead_image_caption = models.CharField(
        _("caption here"),
        max_length=400,
        blank=True,
        help_text=_("In place of the image’s own."),
    )
    label = models.CharField(_("label"), max_length=10, choices=Label, blank=True, default="")
    label_until = models.DateTimeField(
        _("label until"), null=True, blank=True, validators=[within_reach]
    )
    comment_policy = models.CharField(
        _("comments"), max_length=10, choices=CommentPolicy, default=CommentPolicy.OPEN
    )
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        validators=[within_reach],
        help_text=_("Empty: at once. A moment to come is an embargo."),
    )
    expire_at = models.DateTimeField(
        _("expires at"), null=True, blank=True, validators=[within_reach]
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-publish_at", "-id"]
        indexes = [
            # Status leads instead of making the index partial: SQLite does not see that a partial
            # index fits where the status comes as a bound parameter.
            models.Index(F("status"), F("publish_at"), F("id"), name="in_order"),
            models.Index(F("section"), F("status"), F("publish_at"), F("id"), name="in_section"),
            models.Index(fields=["expire_at"], name="expiring"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "review", "ready", "withdrawn"]),
                name="status_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | Q(publish_at__isnull=False),
                name="ready_has_a_time",
            ),
        ]
        permissions = [("publish_article", _("Can publish and withdraw articles"))]
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        return reverse("articles:detail", kwargs={"slug": self.slug})

    @transaction.atomic
    def delete(self, *args, **kwargs):
        """Deleting leaves no record; withdraw instead. It still makes a new edition."""
        deleted = super().delete(*args, **kwargs)
        edition.bump(edition.SITE, edition.TALK)
        return deleted

    # Questions

    def is_published(self, at: datetime | None = None) -> bool:
        """Whether the public may read it: `published` asked of one article already at hand."""
        at = at or timezone.now()
        return (
            self.status == self.Status.READY
            and self.publish_at is not None
            and self.publish_at <= at
            and (self.expire_at is None or self.expire_at > at)
        )

    @property
    def state(self) -> str:
        """What the newsroom calls its state now: the four stored ones, told by the clock."""
        now = timezone.now()
        if self.status != self.Status.READY:
            return self.get_status_display()
        if self.publish_at > now:
            return _("embargoed")
        return _("live") if self.is_published(now) else _("expired")

    @property
    def direction(self) -> str:
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @property
    def image_alt(self) -> str:
        image = self.lead_image
        if image is None or image.decorative:
            return ""
        return self.lead_image_alt or image.alt

    @property
    def image_caption(self) -> str:
        return self.lead_image_caption or (self.lead_image.caption if self.lead_image else "")

    def label_now(self, at: datetime | None = None) -> str:
        """The label to print, or "": a label ends by the clock."""
        if self.label and (self.label_until is None or self.label_until > (at or timezone.now())):
            return self.get_label_display()
        return ""

    def newest_revision(self):
        return self.revisions.order_by("-number").first()

    def as_it_would_be(self):
        """A copy that says what the newest revision says, for a preview. Never save it."""
        return in_the_words_of(self, self.newest_revision())
