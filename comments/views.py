"""What readers do: write a comment, find what they sent, follow a link to a comment."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.reading import is_brief, public_article
from comments.closing import why_closed
from comments.forms import CommentForm, purpose
from comments.models import Comment
from comments.people.browser import browser_of, remember
from comments.screening import Submission, screen
from comments.threads import NEWEST, place_of, thread_of
from portal.addresses import client_address, neighbourhood
from portal.reader_posts import FIELD, opened_at, readers_post

MINE = 50  # comments on the page of what one browser sent


@require_safe
def thread(request, slug):
    """An article's discussion, page by page."""
    article = public_article(slug)
    if article.slug != slug:
        return redirect("comments:thread", slug=article.slug, permanent=True)
    if article.comment_policy == Article.CommentPolicy.HIDDEN:
        raise Http404
    order = NEWEST if request.GET.get("order") == NEWEST else ""
    context = {
        "article": article,
        "thread": thread_of(article, request.GET.get("page"), order),
        "closed": why_closed(article),
    }
    return render(request, "comments/thread.html", context)


@require_safe
def permalink(request, pk):
    """Where a comment stands: the page of its thread, and its place there."""
    comment = get_object_or_404(Comment.objects.public().select_related("article", "root"), pk=pk)
    article = public_article(comment.article.slug)
    if article.comment_policy == Article.CommentPolicy.HIDDEN:
        raise Http404
    page = place_of(comment)
    if page == 1 and not is_brief(article):
        return HttpResponseRedirect(f"{article.get_absolute_url()}#{comment.anchor}")
    thread = reverse("comments:thread", kwargs={"slug": article.slug})
    return HttpResponseRedirect(f"{thread}?page={page}#{comment.anchor}")


def refused(request, refusal, slug):
    """The form again, with the text as it was and the reason why it was not taken."""
    article = public_article(slug)
    form = CommentForm(request.POST, article=article)
    form.is_valid()
    form.add_error(None, refusal.message)
    return _show(request, article, form, refusal.status)


@readers_post(purpose=purpose, refused=refused)
def new(request, slug):
    """The form headed "Leave a comment", and what happens when it is sent."""
    article = public_article(slug)
    if request.method != "POST":
        return _show(request, article, _fresh_form(request, article))
    form = CommentForm(request.POST, article=article)
    if not form.is_valid():
        return _show(request, article, form, 422)
    parent = _parent(article, form.cleaned_data["reply_to"])
    if not parent and _was_public(article, form.cleaned_data["reply_to"]):
        return _nothing_to_answer(request, article, form)
    submission = Submission(
        article=article,
        text=form.cleaned_data["text"],
        at=timezone.now(),
        address=neighbourhood(client_address(request)),
        browser=browser_of(request),
        trap=form.cleaned_data["website"],
        opened_at=opened_at(request),
    )
    outcome = screen(submission)
    with_this_form = Comment.objects.filter(token=form.cleaned_data["token"])
    # Asked after screening: what another request stores meanwhile is a repetition for that one.
    if sent := with_this_form.first():
        return _already_sent(request, article, form, sent)
    if outcome.refused:
        return _screened_out(request, article, form, outcome.refused)
    try:
        return _sent(_store(form, parent, submission, outcome))
    except IntegrityError:  # the same form, sent twice at once: the other request stored it
        return _already_sent(request, article, form, with_this_form.get())


@require_safe
@never_cache
def mine(request):
    """What was sent from this browser, and what became of it. Nobody else sees this."""
    comments = Comment.objects.sent_from(browser_of(request))[:MINE]
    public = Article.objects.published().in_bulk({comment.article_id for comment in comments})
    told = [(comment, public.get(comment.article_id)) for comment in comments]
    context = {"comments": told, "sent": request.GET.get("sent", "")}
    return render(request, "comments/mine.html", context)


def _fresh_form(request, article):
    parent = _parent(article, request.GET.get("reply_to"))
    initial = {
        "token": CommentForm.fresh_token(),
        "reply_to": parent.pk if parent else None,
        "seen": article.live_revision,
    }
    return CommentForm(article=article, initial=initial)


def _parent(article, pk):
    """The public comment of this article that is being answered; None for anything else."""
    if not pk or not str(pk).isdecimal() or len(str(pk)) > 18:
        return None
    return article.comments.public().filter(pk=pk).first()


def _was_public(article, pk):
    """Whether this is a comment that could once be answered. Of one that never was nothing is told."""
    approved = article.comments.filter(decisions__status_after=Comment.Status.APPROVED)
    return bool(pk) and approved.filter(pk=pk).exists()


def _show(request, article, form, status=200):
    reply_to = form["reply_to"].value()
    # A form that comes back with an error keeps its proof, and with it the time it was opened.
    proof = request.POST.get(FIELD) if status in (409, 422, 429) else None
    context = {
        "article": article,
        "form": form,
        "parent": _parent(article, reply_to),
        "proof": proof or form.proof,
        "closed": why_closed(article),
        "fragment": request.headers.get("X-Fragment") == "form",
    }
    return render(request, "comments/form.html", context, status=status)


def _screened_out(request, article, form, finding):
    form.add_error(None, finding.detail)
    response = _show(request, article, form, 429 if finding.retry_after else 409)
    if finding.retry_after:
        response["Retry-After"] = str(finding.retry_after)
    return response


def _already_sent(request, article, form, sent):
    """A form that comes again: the same text was stored once and is; another text is not lost."""
    if sent.text == form.cleaned_data["text"] and sent.article_id == article.pk:
        return _sent(sent)
    form.renew_token()
    form.add_error(
        None,
        _(
            "You have already sent a comment with this form. Your new text is below: "
            "send it again to add it as a second comment."
        ),
    )
    return _show(request, article, form, 409)


def _nothing_to_answer(request, article, form):
    """The comment that was answered is not shown any more: the writer says whether to send it alone."""
    form.data = form.data.copy()
    form.data["reply_to"] = ""
    form.add_error(
        None,
        _(
            "The comment you answer is no longer shown. Your text is below: send it again to add it "
            "as a comment of its own."
        ),
    )
    return _show(request, article, form, 409)


def _store(form, parent, submission, outcome):
    fields = form.cleaned_data
    keep = timedelta(days=settings.COMMENTS_KEEP_ADDRESS_DAYS)
    with transaction.atomic():
        Comment.objects.forget_addresses(submission.at)  # each arrival clears what is overdue
        return Comment.send(
            submission.article,
            submission.text,
            parent=parent,
            at=submission.at,
            name=fields["name"],
            email=fields["email"],
            token=fields["token"],
            status=outcome.status,
            screening=outcome.findings,
            browser=submission.browser or uuid.uuid4(),
            seen_revision=min(fields["seen"] or 0, submission.article.live_revision),
            address=submission.address,
            address_until=submission.at + keep if submission.address else None,
        )


def _sent(comment):
    mine = reverse("comments:mine")
    response = HttpResponseRedirect(f"{mine}?sent={comment.pk}#{comment.anchor}", status=303)
    return remember(response, comment.browser)
