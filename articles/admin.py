"""The editors' desk in the admin. A save is a revision; the buttons are the article's verbs."""

from django.contrib import admin, messages
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms import ArticleForm, ImageForm
from articles.models import Article, Author, Image, Revision, Section, Topic
from articles.previews import DAYS, preview_url
from portal.record_admin import RecordAdmin


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "position"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    list_display = ["name", "user"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["portrait"]


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    form = ImageForm
    list_display = ["thumbnail", "caption", "alt", "credit", "uploaded_at"]
    list_display_links = ["thumbnail", "caption"]
    search_fields = ["caption", "alt", "credit"]
    readonly_fields = ["thumbnail", "width", "height"]
    fields = [
        "thumbnail",
        "upload",
        ("alt", "decorative"),
        "caption",
        ("credit", "licence"),
        ("focal_x", "focal_y"),
        ("width", "height"),
    ]

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image):
        if not image.file:
            return ""
        return format_html('<img class="thumbnail" src="{}" alt="{}">', image.file.url, image.alt)

    def save_model(self, request, image, form, change):
        if form.picture:
            image.take(form.picture)
        super().save_model(request, image, form, change)

    class Media:
        css = {"all": ["css/admin.css"]}


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ["headline", "state_told", "section", "kind", "publish_at", "changes_wait"]
    list_filter = ["status", "section", "kind", "language"]
    list_select_related = ["section"]
    search_fields = ["headline", "slugs__slug"]
    date_hierarchy = "publish_at"
    ordering = ["-publish_at", "-id"]
    autocomplete_fields = ["topics"]
    raw_id_fields = ["lead_image"]
    readonly_fields = ["state_told", "picture_now", "history_link", "preview_link"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["state_told", "headline", "standfirst", "body", "onto"]}),
        (gettext_lazy("Where it stands"), {"fields": [("section", "kind"), "topics", "slug"]}),
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
        return article.state if article.pk else _("new")

    @admin.display(description=gettext_lazy("changes wait"), boolean=True)
    def changes_wait(self, article):
        """Told by the newest revision's kind: a list asks once for all, not for each."""
        return article.status == Article.Status.READY and article.newest_kind == Revision.Kind.DRAFT

    @admin.display(description=gettext_lazy("picture"))
    def picture_now(self, article):
        if not article.pk or not article.lead_image:
            return _("none")
        return format_html('<img class="thumbnail" src="{}" alt="">', article.lead_image.file.url)

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
        self._do(request, kept, form.cleaned_data)
        article.pk = kept.pk
        article.refresh_from_db()

    def save_related(self, request, form, formsets, change):
        """Topics and bylines are in the revision; the article's own are its copy."""

    def _do(self, request, article, fields):
        deed = next(
            (name for name, _told in self._deeds(request, article) if name in request.POST), ""
        )
        by = request.user
        if deed == "_submit":
            article.submit(by=by)
        elif deed == "_publish":
            article.publish(
                by=by,
                change=fields["change"] or Revision.Kind.UPDATE,
                minor=fields["minor"],
                note=fields["note"],
                takes_effect=fields["takes_effect"],
            )
        elif deed == "_withdraw":
            article.withdraw(by=by, reason=fields["note"])
        elif deed == "_reinstate":
            article.reinstate(by=by)
        elif deed == "_close_previews":
            article.close_previews()

    def response_add(self, request, article, post_url_continue=None):
        return self._back_to(request, article)

    def response_change(self, request, article):
        return self._back_to(request, article)

    def _back_to(self, request, article):
        """Stay with the article, and say where it stands now."""
        told = format_html(
            _('“{}” is saved: {}. <a href="{}">See it</a>.'),
            article.headline,
            article.state,
            self.view_on_site(article),
        )
        messages.success(request, told)
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
