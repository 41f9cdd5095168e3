"""Answering readers as the paper: with a badge, under the name that the paper knows, at once."""

import uuid
from datetime import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.models import Article, Author
from articles.reading import public_article
from comments.desk.gate import comment_at_the_desk, for_those_who_answer, sections_of
from comments.forms import CommentText
from comments.models import Comment
from comments.models.comment import LONGEST_NAME
from comments.places import address_of
from portal.plain import one_line


class AnswerForm(forms.Form):
    """The text alone. Who says it is told by the login, never typed."""

    text = CommentText()
    token = forms.UUIDField(widget=forms.HiddenInput)  # sent twice, it is one answer

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext_lazy("Answer")
        self.fields["text"].help_text = CommentText.hint()
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.layout = Layout(
            "text", "token", HTML("{% include 'moderation/_send_answer.html' %}")
        )


@for_those_who_answer
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """Answer a comment that readers see."""
    parent = comment_at_the_desk(request.user, pk)
    if not parent.is_public and request.method != "POST":
        raise Http404
    return _answer(request, _open_to_staff(parent.article.slug), parent)


@for_those_who_answer
@require_http_methods(["GET", "HEAD", "POST"])
def say(request):
    """Say something under an article (`?article=<slug>`) that answers nobody in particular."""
    article = _open_to_staff(one_line(request.GET.get("article", "")))
    sections = sections_of(request.user)
    if sections is not None and article.section_id not in sections:
        raise Http404
    return _answer(request, article, None)


def send(article, text: str, by, parent=None, token=None, at: datetime | None = None) -> Comment:
    """Store what a member of staff says, and let everybody see it: a ruling of their own."""
    at = at or timezone.now()
    with transaction.atomic():
        sent = Comment.send(
            article,
            text,
            parent=parent,
            at=at,
            name=name_of(by),
            staff=by,
            badge=badge_of(by, article),
            token=token or uuid.uuid4(),
            seen_revision=article.live_revision,
        )
        sent.approve(by=by, at=at)
    return sent


def name_of(user) -> str:
    """The name that readers know: as an author's, else the whole name; "" where the login has none."""
    author = Author.objects.filter(user=user).first()
    return one_line(author.name if author else user.get_full_name())[:LONGEST_NAME]


def badge_of(user, article) -> str:
    wrote_it = article.bylines.filter(author__user=user).exists()
    return Comment.Badge.AUTHOR if wrote_it else Comment.Badge.STAFF


def _open_to_staff(slug: str) -> Article:
    """The article, where readers see its discussion: staff may have the last word in a closed one."""
    article = public_article(slug)
    if article.comment_policy == Article.CommentPolicy.HIDDEN:
        raise Http404
    return article


def _answer(request, article, parent):
    if request.method != "POST":
        return _show(request, article, parent, AnswerForm(initial={"token": uuid.uuid4()}))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, article, parent, form, 422)
    if not name_of(request.user):
        form.add_error(None, NAMELESS)
        return _show(request, article, parent, form, 409)
    if parent and not parent.is_public:
        form.add_error(None, _("Readers do not see this comment any more. Nothing was sent."))
        return _show(request, article, parent, form, 409)
    text, token = form.cleaned_data["text"], form.cleaned_data["token"]
    try:
        sent = send(article, text, request.user, parent, token)
    except IntegrityError:  # the same form came twice: it is there already
        sent = get_object_or_404(Comment, token=token, staff=request.user)
    messages.success(request, _("Your answer is public."))
    return HttpResponseRedirect(address_of(sent))


def _show(request, article, parent, form, status=200):
    context = {"article": article, "parent": parent, "form": form, "name": name_of(request.user)}
    context |= {"badge": Comment.Badge(badge_of(request.user, article)), "nameless": NAMELESS}
    return render(request, "moderation/answer.html", context, status=status)


NAMELESS = gettext_lazy(
    "Your login has no name that readers could see. Ask for one in the admin, then answer."
)
