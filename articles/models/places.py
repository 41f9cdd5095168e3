"""Where an article stands: one section, any number of topics."""

from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.everywhere import MOST_PLACES, ShownEverywhere, ShownEverywhereQuerySet


class Section(ShownEverywhere):
    """A part of the paper. Every article stands in exactly one."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences, shown under the name.")
    )
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        validators=[MaxValueValidator(MOST_PLACES)],
        help_text=_("Order in the navigation, smallest first."),
    )

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:section", kwargs={"slug": self.slug})


class TopicQuerySet(ShownEverywhereQuerySet):
    def current(self):
        """Topics that articles can have: those that were not merged into another."""
        return self.filter(merged_into__isnull=True)


class Topic(ShownEverywhere):
    """A subject that articles of any section share."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences, shown under the name.")
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="merged",
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:topic", kwargs={"slug": self.slug})

    @transaction.atomic
    def merge_into(self, other: "Topic") -> bool:
        """Give this topic's articles to the other one; its address redirects there from now on.

        What was merged into this one before goes along. Revisions that name this topic mean the
        other. Merging twice is harmless; into itself, or into what was merged itself, it does nothing.
        """
        concerned = Q(pk__in=[self.pk, other.pk]) | Q(merged_into=self.pk)
        rows = type(self).objects.select_for_update().filter(concerned)
        both = {one.pk: one for one in rows.order_by("pk")}  # one order for all: no deadlock
        source, target = both.get(self.pk), both.get(other.pk)
        if source is None or target is None or source == target:
            return False
        if source.merged_into_id is not None or target.merged_into_id is not None:
            return False
        links = target.articles.through.objects
        known = links.filter(topic=target).values("article_id")
        links.filter(topic=source, article_id__in=known).delete()
        links.filter(topic=source).update(topic=target)
        type(self).objects.filter(merged_into=source).update(merged_into=target)
        self.merged_into = target
        self.save(update_fields=["merged_into"])  # makes a new edition
        return True
