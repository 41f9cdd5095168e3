"""Articles in the admin. A save is a revision; the buttons are the article's verbs."""

from django.contrib import admin, messages
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.parts import PickingAdmin
from articles.forms import ArticleForm
from articles.models import Article, Revision
from articles.previews import DAYS, preview_url
from articles.templatetags.articles import printed
from portal.record_admin import RecordAdmin


@admin.register(Article)
class ArticleAdmin(PickingAdmin):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ["headline", "state_told", "section", "kind", "starts"]
    list_filter = ["status", "section", "kind", "language"]
    list_select_related = ["section"]
    search_fields = ["headline", "slugs__slug"]
    date_hierarchy = "publish_at"
    ordering = ["-publish_at", "-id"]
    autocomplete_fields = ["topics", "lead_image"]
    readonly_fields = ["state_told", "picture_now", "history_link", "preview_link"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["state_told", "headline", "standfirst", "body", "onto"]}),
        (
            gettext_lazy("Where it stands"),
            {"fields": [("section", "kind"), "topics", "series", "slug"]},
        ),
        (gettext_lazy("Who and where from"), {"fields": ["bylines", ("dateline", "language")]}),
        (
            gettext_lazy("Lead image"),
            {"fields": [("lead_image", "picture_now"), "lead_image_alt", "lead_image_caption"]},
        ),
        (
            gettext_lazy("When"),
            {"fields": ["publish_at", "expire_at", ("label", "label_until"), "comment_policy"]},
        ),
    ]
    once_saved = [
        (
            gettext_lazy("What you change"),
            {"fields": [("change", "minor"), "note", "takes_effect"]},
        ),
        (gettext_lazy("For the newsroom"), {"fields": ["preview_link", "history_link"]}),
    ]

    class Media:
        css = {"all": ["css/admin.css"]}

    # What the lists and the form show

    @admin.display(description=gettext_lazy("state"), ordering="status")
    def state_told(self, article):
        """With a word where a newer version than the one that readers see waits to be published.

        Told by the newest revision's kind: a list asks once for all, not for each.
        """
        if not article.pk:
            return _("new")
        ready = article.status == Article.Status.READY
        if not ready or article.newest_kind != Revision.Kind.DRAFT:
            return article.state
        return format_html("{}<br><small>{}</small>", article.state, _("changes wait"))

    @admin.display(description=gettext_lazy("publish at"), ordering="publish_at")
    def starts(self, article):
        return printed(article.publish_at, brief=True) if article.publish_at else ""

    @admin.display(description=gettext_lazy("picture"))
    def picture_now(self, article):
        if not article.pk or not article.lead_image:
            return _("none")
        return format_html('<img class="thumbnail" src="{}" alt="">', article.lead_image.thumbnail)

    @admin.display(description=gettext_lazy("preview"))
    def preview_link(self, article):
        if not article.pk:
            return _("once it is saved")
        told = _("Whoever has this link sees the newest version, for %(days)s days.")
        return format_html(
            '<a href="{}">{}</a> {}', preview_url(article), _("Preview"), told % {"days": DAYS}
        )

    @admin.display(description=gettext_lazy("revisions"))
    def history_link(self, article):
        if not article.pk:
            return "0"
        url = reverse("admin:articles_revision_changelist")
        count = article.revisions.count()
        return format_html('<a href="{}?article__id__exact={}">{}</a>', url, article.pk, count)

    def get_queryset(self, request):
        newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
        return (
            super().get_queryset(request).annotate(newest_kind=Subquery(newest.values("kind")[:1]))
        )

    def view_on_site(self, article):
        return article.get_absolute_url() if article.is_published() else preview_url(article)

    def get_prepopulated_fields(self, request, obj=None):
        """An address that readers may have kept is changed by hand or not at all."""
        return {} if obj else {"slug": ["headline"]}

    def get_fieldsets(self, request, obj=None):
        """What changed is asked once there is something that readers, or colleagues, have seen."""
        return [*self.fieldsets, *self.once_saved] if obj else self.fieldsets

    def has_delete_permission(self, request, obj=None):
        """Articles are withdrawn, on record, and never deleted here."""
        return False

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        article = self.get_object(request, object_id) if object_id else None
        context = (extra_context or {}) | {"deeds": self._deeds(request, article)}
        return super().changeform_view(request, object_id, form_url, context)

    def render_change_form(self, request, context, *args, **kwargs):
        """Writing starts at the headline. What was refused is read first."""
        fields = context["adminform"].form.fields
        if "headline" in fields and not context["errors"]:
            fields["headline"].widget.attrs["autofocus"] = True
        return super().render_change_form(request, context, *args, **kwargs)

    def _deeds(self, request, article) -> list[tuple[str, str]]:
        """The buttons: what may be done now by this person, as field names and words."""
        status = article.status if article else Article.Status.DRAFT
        known = article is not None and article.was_public()
        deeds = [("_save", _("Save, do not publish yet") if known else _("Save draft"))]
        if article and status == Article.Status.DRAFT:
            deeds.append(("_submit", _("Send for review")))
        if request.user.has_perm("articles.publish_article"):
            if status == Article.Status.WITHDRAWN:
                deeds.append(("_reinstate", _("Reinstate")))
            deeds.append(("_publish", _("Publish")))
            if status == Article.Status.READY:
                deeds.append(("_withdraw", _("Withdraw")))
        if article:
            deeds.append(("_close_previews", _("End preview links")))
        return deeds

    # Saving

    def save_model(self, request, article, form, change):
        """Write a revision and do what the button says, through the article's own verbs."""
        kept = Article.objects.get(pk=article.pk) if change else Article()
        kept.write(by=request.user, onto=form.cleaned_data.get("onto"), **form.changes())
        article.unchanged = self._do(request, kept, form.cleaned_data) is False
        article.pk = kept.pk
        article.refresh_from_db()

    def save_related(self, request, form, formsets, change):
        """Topics and bylines are in the revision; the article's own are its copy."""

    def _do(self, request, article, fields) -> bool | None:
        """Do what the button says; False if the verb found nothing to do."""
        deed = next(
            (name for name, _told in self._deeds(request, article) if name in request.POST), ""
        )
        by = request.user
        if deed == "_submit":
            return article.submit(by=by)
        elif deed == "_publish":
            return article.publish(
                by=by,
                change=fields["change"] or Revision.Kind.UPDATE,
                minor=fields["minor"],
                note=fields["note"],
                takes_effect=fields["takes_effect"],
            )
        elif deed == "_withdraw":
            return article.withdraw(by=by, reason=fields["note"])
        elif deed == "_reinstate":
            return article.reinstate(by=by)
        elif deed == "_close_previews":
            article.close_previews()
        return None

    def response_add(self, request, article, post_url_continue=None):
        return self._back_to(request, article)

    def response_change(self, request, article):
        return self._back_to(request, article)

    def _back_to(self, request, article):
        """Stay with the article, and say where it stands now."""
        words = _('“{}” is saved: {}. <a href="{}">See it</a>.')
        if article.unchanged:
            words = _('Nothing was changed: “{}” is {}. <a href="{}">See it</a>.')
        seen = self.view_on_site(article)
        messages.success(request, format_html(words, article.headline, article.state, seen))
        if "_addanother" in request.POST:
            return HttpResponseRedirect(reverse("admin:articles_article_add"))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


@admin.register(Revision)
class RevisionAdmin(RecordAdmin):
    """The record of an article, to read."""

    list_display = ["article", "number", "kind", "author", "created_at", "minor", "note"]
    list_filter = ["kind", "minor"]
    list_select_related = ["article", "author"]
    search_fields = ["article__headline", "note"]
    ordering = ["-created_at", "-id"]
