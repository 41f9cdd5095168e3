"""The front page in the admin: which article stands in which slot, and until when."""

from django.contrib import admin, messages
from django.db.models import Max
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.parts import PickingAdmin
from articles.models import Slot
from articles.models.slot import from_the_top
from articles.templatetags.articles import printed


class StateFilter(admin.SimpleListFilter):
    """What runs, what is to come, what is over."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("now", _("now")), ("coming", _("coming")), ("over", _("over"))]

    def queryset(self, request, slots):
        at = timezone.now()
        if self.value() == "now":
            return slots.running(at)
        if self.value() == "coming":
            return slots.filter(starts_at__gt=at).exclude(ends_at__lte=at)
        if self.value() == "over":
            return slots.filter(ends_at__lte=at)
        return slots


@admin.register(Slot)
class SlotAdmin(PickingAdmin):
    """The front page as a list, from its top: the order is changed there, the rest one by one."""

    change_list_template = "admin/articles/slot/change_list.html"
    list_display = ["zone", "position", "shown", "state_told", "when"]
    list_display_links = ["shown"]
    sortable_by = []  # the order is the page's
    list_editable = ["position"]
    list_filter = [StateFilter]
    list_select_related = ["article"]
    autocomplete_fields = ["article"]
    fields = [("zone", "position"), "article", "headline", "starts_at", "ends_at"]

    def get_changeform_initial_data(self, request):
        """A new slot comes after all others, until its editor says where."""
        last = Slot.objects.aggregate(last=Max("position"))["last"]
        after = {} if last is None else {"position": last + 1}
        return after | super().get_changeform_initial_data(request)

    def get_ordering(self, request):
        return from_the_top()

    def changelist_view(self, request, extra_context=None):
        title = {"title": _("What stands on the front page")}
        return super().changelist_view(request, title | (extra_context or {}))

    def view_on_site(self, slot):
        return "/"

    @admin.display(description=gettext_lazy("article"))
    def shown(self, slot):
        """The headline that readers see there, and the article's own where that is another."""
        if not slot.headline:
            return slot.article.headline
        return format_html("{}<br><small>{}</small>", slot.headline, slot.article.headline)

    @admin.display(description=gettext_lazy("state"))
    def state_told(self, slot):
        """The slot's, and the article's where that keeps it from standing there."""
        if slot.article.is_published():
            return slot.state
        return format_html("{}<br><small>{}</small>", slot.state, slot.article.state)

    @admin.display(description=gettext_lazy("when"))
    def when(self, slot):
        starts, ends = slot.starts_at, slot.ends_at
        told = [_("from {}").format(printed(starts, brief=True))] if starts else []
        told += [_("until {}").format(printed(ends, brief=True))] if ends else []
        return format_html_join("", "{}<br>", ((one,) for one in told)) or _("always")

    def save_model(self, request, slot, form, change):
        super().save_model(request, slot, form, change)
        for told in what_to_know(slot):
            messages.warning(request, told)

    class Media:
        css = {"all": ["css/admin.css"]}


def what_to_know(slot: Slot) -> list[str]:
    """What an editor may not expect of a slot that is allowed all the same."""
    told = []
    if slot.is_over():
        told.append(_("Its time is over: nothing is shown."))
    elif not slot.article.is_published():
        told.append(
            _("“{}” is not public. The slot is passed over until it is.").format(
                slot.article.headline
            )
        )
    others = Slot.objects.filter(article=slot.article).exclude(pk=slot.pk).down_the_page()
    for other in others:
        if not slot.is_over() and not other.is_over() and _meet(slot, other):
            told.append(
                _(
                    "“{}” has another slot at the same time: {}. It is shown once, higher up."
                ).format(slot.article.headline, f"{other.get_zone_display()} {other.position}")
            )
    return told


def _meet(one: Slot, other: Slot) -> bool:
    """Whether there is a moment at which both run."""
    return all(
        first.starts_at is None or second.ends_at is None or first.starts_at < second.ends_at
        for first, second in ((one, other), (other, one))
    )
