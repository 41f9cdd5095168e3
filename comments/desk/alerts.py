"""Where a moderator says in which sections they want to be mailed about what waits, and when."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.models import Section
from comments.desk.gate import for_moderators, sections_of
from comments.models import Alert

PACES = [("", gettext_lazy("no mail")), *Alert.Pace.choices]


class AlertsForm(forms.Form):
    """One choice for all sections, and one for each that the moderator looks after."""

    def __init__(self, moderator, *args, **kwargs):
        self.moderator = moderator
        wishes = dict(moderator.alerts.values_list("section_id", "pace"))
        sections = Section.objects.order_by("name")
        own = sections_of(moderator)
        sections = sections if own is None else sections.filter(pk__in=own)
        self.names = {"all": None} | {f"section-{one.pk}": one.pk for one in sections}
        labels = [_("All sections") if own is None else _("All my sections")]
        labels += [one.name for one in sections]
        initial = {name: wishes.get(section, "") for name, section in self.names.items()}
        super().__init__(*args, initial=initial, **kwargs)
        for name, label in zip(self.names, labels, strict=True):
            self.fields[name] = forms.ChoiceField(label=label, choices=PACES, required=False)
        self.helper = FormHelper()
        self.helper.form_class = "form alerts"
        self.helper.layout = Layout(
            *self.names, HTML("{% include 'moderation/_save_alerts.html' %}")
        )

    def save(self, at) -> None:
        for name, section in self.names.items():
            Alert.choose(self.moderator, section, self.cleaned_data[name], at)


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def alerts(request):
    """A moderator's own wishes; they are nobody else's business."""
    form = AlertsForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save(timezone.now())
        messages.success(request, _("Your wishes are kept."))
        return redirect("moderation:alerts")
    context = {"form": form, "email": request.user.email}
    return render(request, "moderation/alerts.html", context, status=422 if form.errors else 200)
