"""Where articles stand and who wrote them, in the admin: sections, topics, series, authors."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.parts import PickingAdmin
from articles.models import Author, Section, Series, Topic
from articles.topic_forms import MergeTopicForm, TopicForm


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "position"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    form = TopicForm
    change_form_template = "admin/articles/topic/change_form.html"
    list_display = ["name", "slug"]
    fields = ["name", "slug", "description", "merged_here"]
    readonly_fields = ["merged_here"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    @admin.display(description=gettext_lazy("merged into this one"))
    def merged_here(self, topic):
        return ", ".join(one.name for one in topic.merged.all()) if topic.pk else ""

    def get_queryset(self, request):
        return super().get_queryset(request).current()

    def get_urls(self):
        merge = self.admin_site.admin_view(
            require_http_methods(["GET", "HEAD", "POST"])(self.merge)
        )
        return [path("<int:pk>/merge/", merge, name="articles_topic_merge"), *super().get_urls()]

    def merge(self, request, pk):
        """Choose a topic, be told what will happen, and then do it."""
        topic = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, topic):
            raise PermissionDenied
        form = MergeTopicForm(topic, request.POST or None)
        into = form.cleaned_data["into"] if form.is_valid() else None
        if into and "_confirmed" in request.POST:
            return self._merged(request, topic, into)
        context = self.admin_site.each_context(request) | {
            "title": _("Merge “%(topic)s” into another topic") % {"topic": topic.name},
            "opts": self.opts,
            "topic": topic,
            "form": form,
            "into": into,
            "count": topic.articles.count(),
        }
        return render(request, "admin/articles/topic/merge.html", context)

    def _merged(self, request, topic, into):
        told = {"topic": topic.name, "other": into.name}
        if topic.merge_into(into):
            self.log_change(request, topic, _("Merged into “%(other)s”.") % told)
            messages.success(request, _("“%(topic)s” is now part of “%(other)s”.") % told)
        else:
            messages.warning(
                request,
                _("“%(topic)s” could not be merged: one of the two is no longer there.") % told,
            )
        return HttpResponseRedirect(reverse("admin:articles_topic_changelist"))


@admin.register(Series)
class SeriesAdmin(admin.ModelAdmin):
    list_display = ["name", "planned"]
    search_fields = ["name"]


@admin.register(Author)
class AuthorAdmin(PickingAdmin):
    list_display = ["name", "user"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["portrait"]
