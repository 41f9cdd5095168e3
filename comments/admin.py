"""Comments in the admin: to read, and to rule on by the desk's own verbs."""

import uuid

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments import admin_beats  # noqa: F401
from comments.desk.forms import LONGEST_NOTE, REASONS, as_note, readable, what_is_missing
from comments.desk.gate import within_beat
from comments.models import Comment, Decision
from comments.screening import in_words
from portal.record_admin import RecordAdmin


class ReasonForm(ActionForm):
    """Beside the list's actions: why something is rejected."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason for rejecting"),
        choices=[("", "---------"), *REASONS],
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Note to the author"), required=False, max_length=LONGEST_NOTE
    )


class CommentAdminForm(forms.ModelForm):
    """The text alone can be changed, and the record keeps what it said before."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note to the author"),
        max_length=300,
        help_text=gettext_lazy("Kept with the ruling."),
    )

    class Meta:
        model = Comment
        fields = ["text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.text_version

    def clean_text(self):
        return readable(self.cleaned_data["text"])

    def clean(self):
        fields = super().clean()
        now = Comment.objects.select_for_update().get(pk=self.instance.pk)
        if fields.get("version") != now.text_version:
            raise forms.ValidationError(
                _("The text was changed meanwhile. Yours is kept below: compare, then save again.")
            )
        return fields


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    form = CommentAdminForm
    action_form = ReasonForm
    actions = ["approve", "reject", "mark_as_spam"]
    list_display = ["name", "excerpt", "article", "status", "created_at"]
    list_filter = ["status", "article__section"]
    list_select_related = ["article"]
    search_fields = ["name", "email", "text"]
    ordering = ["-created_at", "-id"]
    fields = [
        ("name", "email"),
        "article",
        "parent",
        "status",
        "created_at",
        "text",
        "note",
        "version",
        "shown",
        "findings",
        "rulings",
    ]
    readonly_fields = [
        "name",
        "email",
        "article",
        "parent",
        "status",
        "created_at",
        "shown",
        "findings",
        "rulings",
    ]

    def has_add_permission(self, request):
        """Comments come from readers."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Comments are ruled on, on record, and never deleted here."""
        return False

    def get_queryset(self, request):
        """As at the desk: nobody reaches beyond their sections."""
        return within_beat(request.user, super().get_queryset(request))

    def get_actions(self, request):
        may = request.user.has_perm("comments.moderate_comment")
        return super().get_actions(request) if may else {}

    @admin.display(description=gettext_lazy("text"))
    def excerpt(self, comment):
        return comment.text[:100]

    @admin.display(description=gettext_lazy("as shown"))
    def shown(self, comment):
        return comment.shown

    @admin.display(description=gettext_lazy("what screening found"))
    def findings(self, comment):
        return "\n".join(in_words(finding) for finding in comment.screening) or "-"

    @admin.display(description=gettext_lazy("rulings"))
    def rulings(self, comment):
        told = (
            f"{one.at:%Y-%m-%d %H:%M} {one.moderator or _('a rule')}: {one}"
            f" {one.get_reason_display() if one.reason else ''} {one.note}"
            for one in comment.decisions.select_related("moderator")
        )
        return "\n".join(told) or "-"

    @admin.action(description=gettext_lazy("Approve"))
    def approve(self, request, comments):
        self._rule(request, comments, lambda comment, **who: comment.approve(**who))

    @admin.action(description=gettext_lazy("Reject, for the reason chosen beside"))
    def reject(self, request, comments):
        reason = request.POST.get("reason", "")
        note = as_note(request.POST.get("note", ""))
        if missing := what_is_missing(reason, note):
            messages.error(request, missing)
            return
        self._rule(
            request, comments, lambda one, **who: one.reject(reason=reason, note=note, **who)
        )

    @admin.action(description=gettext_lazy("Mark as spam"))
    def mark_as_spam(self, request, comments):
        self._rule(request, comments, lambda comment, **who: comment.mark_as_spam(**who))

    def _rule(self, request, comments, ruling):
        """Only on what still waits: for the rest the desk shows who ruled, and can undo it."""
        batch, waiting = uuid.uuid4(), comments.filter(status=Comment.Status.PENDING)
        ruled = sum(ruling(comment, by=request.user, batch=batch) for comment in waiting)
        told = ngettext("%(n)s comment was ruled on.", "%(n)s comments were ruled on.", ruled)
        messages.success(request, told % {"n": ruled})
        if left := comments.count() - ruled:
            told = ngettext(
                "%(n)s had been ruled on before, and stays as it is.",
                "%(n)s had been ruled on before, and stay as they are.",
                left,
            )
            messages.warning(request, told % {"n": left})

    def save_model(self, request, comment, form, change):
        """Through the verb, on the text that the moderator saw."""
        fields = form.cleaned_data
        kept = Comment.objects.get(pk=comment.pk)
        kept.edit(by=request.user, text=fields["text"], note=fields["note"])


@admin.register(Decision)
class DecisionAdmin(RecordAdmin):
    """The record of the rulings, to read."""

    list_display = ["at", "moderator", "comment", "status_before", "status_after", "reason", "note"]
    list_filter = ["reason", "status_after", "moderator"]
    list_select_related = ["moderator", "comment"]
    ordering = ["-id"]

    def get_queryset(self, request):
        """As at the desk: nobody reaches beyond their sections."""
        return within_beat(request.user, super().get_queryset(request), "comment__article")
