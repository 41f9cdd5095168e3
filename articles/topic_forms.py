"""The editors' forms for topics: one topic, and the merging of two."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Topic


class TopicForm(forms.ModelForm):
    """A topic. The names and addresses of merged ones stay taken, and this says by what."""

    class Meta:
        model = Topic
        fields = ["name", "slug", "description"]

    def clean_name(self):
        return self._unless_merged("name")

    def clean_slug(self):
        return self._unless_merged("slug")

    def _unless_merged(self, field):
        value = self.cleaned_data[field]
        merged = Topic.objects.exclude(pk=self.instance.pk).filter(merged_into__isnull=False)
        taken = merged.filter(**{field: value}).select_related("merged_into").first()
        if taken:
            told = {"topic": taken.name, "other": taken.merged_into.name}
            raise forms.ValidationError(
                _("The topic “%(topic)s” was merged into “%(other)s”, and leads there.") % told
            )
        return value


class MergeTopicForm(forms.Form):
    """Which topic takes over this one's articles. Asked twice: the second time with what will happen."""

    into = forms.ModelChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Merge into"),
        help_text=gettext_lazy("The topic that stays."),
        error_messages={
            "invalid_choice": gettext_lazy("This topic is not there any more: choose another."),
        },
    )

    def __init__(self, topic, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Topic.objects.current().exclude(pk=topic.pk)
