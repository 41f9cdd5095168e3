"""What authors do with a comment that they sent: change it for a while, take it back at any time."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article
from articles.reading import public_article
from comments.forms import RevisionForm, purpose_of_edit
from comments.models import Comment
from comments.people.browser import reader_of
from comments.screening import Overtaken, Submission, last_look, screen
from portal import markup
from portal.addresses import client_address, neighbourhood
from portal.reader_posts import FIELD, readers_post


def _own(request, pk) -> Comment:
    """The reader's own comment. Of anybody else's nothing is told, not even that it is there."""
    own = Comment.objects.belonging_to(reader_of(request))
    return get_object_or_404(own.select_related("article", "parent", "commenter"), pk=pk)


def _edit_refused(request, refusal, pk):
    comment = _own(request, pk)
    form = RevisionForm(request.POST, comment=comment)
    form.is_valid()
    form.add_error(None, refusal.message)
    return _show(request, form, refusal.status)


@readers_post(purpose=purpose_of_edit, refused=_edit_refused)
def edit(request, pk):
    """Change what one sent, for some minutes. It is screened again, like a new comment."""
    comment, at = _own(request, pk), timezone.now()
    public_article(comment.article.slug)
    if request.method != "POST":
        initial = {"text": comment.text, "version": comment.text_version}
        form = RevisionForm(comment=comment, initial=initial)
        return _show(request, form, too_late=_why_not(comment, at))
    form = RevisionForm(request.POST, comment=comment)
    if not form.is_valid():
        return _show(request, form, 422)
    text = form.cleaned_data["text"]
    if "preview" in request.POST:
        preview = {"name": comment.name, "html": markup.comment_html(text)}
        return _show(request, form, preview=preview)
    if text == comment.text:  # sent twice, or nothing was changed
        return _to_mine(comment)
    if why := _why_not(comment, at):
        return _unchanged(request, form, why)
    if form.cleaned_data["version"] != comment.text_version:
        return _changed_meanwhile(request, form, comment)
    return _revise(request, form, comment, at)


def _revise(request, form, comment, at: datetime):
    submission = Submission(
        article=comment.article,
        text=form.cleaned_data["text"],
        at=at,
        address=neighbourhood(client_address(request)),
        browser=comment.browser,
        commenter=comment.commenter,
        name=comment.name,
        parent=comment.parent,
        editing=comment,
        token=comment.token,
    )
    outcome = screen(submission)
    if outcome.refused:
        return _screened_out(request, form, outcome.refused)
    try:
        with transaction.atomic():
            last_look(submission)
            if comment.revise(submission.text, outcome, at):
                return _to_mine(comment)
    except Overtaken as late:
        return _screened_out(request, form, late.finding)
    comment.refresh_from_db()
    if why := _why_not(comment, at):
        return _unchanged(request, form, why)
    return _changed_meanwhile(request, form, comment)


def _why_not(comment, at: datetime) -> str:
    """Why its author may not change it now, in words; "" if they may."""
    if comment.is_revisable(at):
        return ""
    if comment.withdrawn_at or comment.erased_at:
        return _("You have taken this comment back.")
    if comment.status not in (Comment.Status.PENDING, Comment.Status.APPROVED):
        return _("A ruling was made on this comment meanwhile: it can no longer be changed.")
    minutes = settings.COMMENTS_EDIT_MINUTES
    return ngettext(
        "A comment can be changed for %(n)s minute after it was sent. You can still take it back.",
        "A comment can be changed for %(n)s minutes after it was sent. You can still take it back.",
        minutes,
    ) % {"n": minutes}


def _unchanged(request, form, why):
    form.add_error(None, why)
    return _show(request, form, 409)


def _changed_meanwhile(request, form, comment):
    """Another version stands than the author saw. Having read it they may save over it."""
    form.data = form.data.copy()
    form.data["version"] = comment.text_version
    told = _(
        "This comment was changed meanwhile, by you elsewhere or by a moderator. Save again to put "
        "your text in place of this one: “%(text)s”"
    )
    return _unchanged(request, form, told % {"text": comment.text})


def _screened_out(request, form, finding):
    form.add_error(None, finding.detail)
    response = _show(request, form, 429 if finding.retry_after else 409)
    if finding.retry_after:
        response["Retry-After"] = str(finding.retry_after)
    return response


def _show(request, form, status=200, **more):
    proof = request.POST.get(FIELD) if status != 403 else None
    context = {
        "form": form,
        "comment": form.comment,
        "article": form.comment.article,
        "proof": proof or form.proof,
        "saves": _("Save the change"),
        "fragment": request.headers.get("X-Fragment") == "form",
    }
    return render(request, "comments/edit.html", context | more, status=status)


def _withdrawal_refused(request, refusal, pk):
    return _ask(request, _own(request, pk), refusal.message, refusal.status)


@readers_post(purpose=None, refused=_withdrawal_refused)
def withdraw(request, pk):
    """Take back what one sent, at any time. A page asks first."""
    comment = _own(request, pk)
    if request.method != "POST":
        return _ask(request, comment)
    comment.withdraw()
    return _to_mine(comment)


def _ask(request, comment, problem="", status=200):
    article = Article.objects.published().filter(pk=comment.article_id).first()
    context = {"comment": comment, "article": article, "problem": problem}
    return render(request, "comments/withdraw.html", context, status=status)


def _to_mine(comment):
    mine = reverse("comments:mine")
    return HttpResponseRedirect(f"{mine}?sent={comment.pk}#{comment.anchor}", status=303)
