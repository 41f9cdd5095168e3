"""Writing a comment: the form, a look at what will stand, and sending it."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.reading import public_article
from comments.closing import why_closed
from comments.forms import CommentForm, purpose
from comments.models import Comment
from comments.people.arrivals import arrived
from comments.people.browser import Reader, forget, reader_of, remember
from comments.screening import Overtaken, Submission, last_look, screen
from portal import markup
from portal.addresses import client_address, neighbourhood
from portal.reader_posts import FIELD, opened_at, readers_post


def refused(request, refusal, slug):
    """The form again, with the text as it was and the reason why it was not taken."""
    article, reader = public_article(slug), reader_of(request)
    form = CommentForm(request.POST, article=article, commenter=reader.commenter)
    form.is_valid()
    form.add_error(None, refusal.message)
    return _show(request, article, form, refusal.status)


@readers_post(purpose=purpose, refused=refused)
def new(request, slug):
    """The form headed "Leave a comment", and what happens when it is sent."""
    article, reader = public_article(slug), reader_of(request)
    if request.method != "POST":
        return _show(request, article, _fresh_form(request, article, reader))
    if "stranger" in request.POST:
        return _as_a_stranger(request, article)
    form = CommentForm(request.POST, article=article, commenter=reader.commenter)
    if not form.is_valid():
        return _show(request, article, form, 422)
    if "preview" in request.POST:
        return _preview(request, article, form)
    parent = _parent(article, form.cleaned_data["reply_to"])
    if not parent and _was_public(article, form.cleaned_data["reply_to"]):
        return _nothing_to_answer(request, article, form)
    return _send(request, article, reader, form, parent)


def _send(request, article, reader, form, parent):
    fields = form.cleaned_data
    submission = Submission(
        article=article,
        text=fields["text"],
        at=timezone.now(),
        address=neighbourhood(client_address(request)),
        browser=reader.browser,
        commenter=reader.commenter,
        name=reader.commenter.name if reader.commenter else fields["name"],
        parent=parent,
        token=fields["token"],
        trap=fields["website"],
        opened_at=opened_at(request),
    )
    outcome = screen(submission)
    with_this_form = Comment.objects.filter(token=fields["token"])
    # Asked after screening: what another request stores meanwhile is a repetition for that one.
    if sent := with_this_form.first():
        return _already_sent(request, article, form, sent, reader)
    if outcome.refused:
        return _screened_out(request, article, form, outcome.refused)
    try:
        return _sent(_store(form, submission, outcome, reader), reader)
    except Overtaken as by_others:
        return _screened_out(request, article, form, by_others.finding)
    except IntegrityError:  # the same form, sent twice at once: the other request stored it
        if sent := with_this_form.first():
            return _already_sent(request, article, form, sent, reader)
        raise


def _store(form, submission, outcome, reader):
    fields = form.cleaned_data
    keep = timedelta(days=settings.COMMENTS_KEEP_ADDRESS_DAYS)
    email = fields.get("email", "")
    with transaction.atomic():
        last_look(submission)
        Comment.objects.forget_addresses(submission.at)  # each arrival clears what is overdue
        comment = Comment.send(
            submission.article,
            submission.text,
            parent=submission.parent,
            at=submission.at,
            name=submission.name,
            email=email,
            commenter=submission.commenter,
            wants_replies=fields["wants_replies"],
            token=fields["token"],
            status=outcome.status,
            screening=outcome.findings,
            unread=outcome.unread,
            score=outcome.score,
            browser=submission.browser or uuid.uuid4(),
            seen_revision=min(fields["seen"] or 0, submission.article.live_revision),
            address=submission.address,
            address_until=submission.at + keep if submission.address else None,
        )
        arrived(comment, reader, email)
    return comment


def _sent(comment, reader: Reader):
    mine = reverse("comments:mine")
    response = HttpResponseRedirect(f"{mine}?sent={comment.pk}#{comment.anchor}", status=303)
    return remember(response, comment.browser, reader.commenter)


def _fresh_form(request, article, reader):
    parent = _parent(article, request.GET.get("reply_to"))
    initial = {
        "token": CommentForm.fresh_token(),
        "reply_to": parent.pk if parent else None,
        "seen": article.live_revision,
    }
    return CommentForm(article=article, commenter=reader.commenter, initial=initial)


def _parent(article, pk):
    """The public comment of this article that is being answered; None for anything else."""
    if not pk or not str(pk).isdecimal() or len(str(pk)) > 18:
        return None
    return article.comments.public().filter(pk=pk).first()


def _was_public(article, pk):
    """Whether this is a comment that could once be answered. Of one that never was nothing is told."""
    approved = article.comments.filter(decisions__status_after=Comment.Status.APPROVED)
    return bool(pk) and approved.filter(pk=pk).exists()


def _show(request, article, form, status=200, **more):
    reply_to = form["reply_to"].value()
    # A form that comes back keeps its proof, and with it the time it was opened. One whose proof was
    # not taken gets another.
    proof = request.POST.get(FIELD) if status != 403 else None
    context = {
        "article": article,
        "form": form,
        "commenter": form.commenter,
        "parent": _parent(article, reply_to),
        "proof": proof or form.proof,
        "closed": why_closed(article),
        "fragment": request.headers.get("X-Fragment") == "form",
    }
    return render(request, "comments/form.html", context | more, status=status)


def _preview(request, article, form):
    """What will stand, made as it will be made when it is sent. Nothing is stored."""
    text, name = form.cleaned_data["text"], form.cleaned_data.get("name")
    preview = {
        "name": name or form.commenter.name,
        "html": markup.comment_html(text),
    }
    return _show(request, article, form, preview=preview)


def _as_a_stranger(request, article):
    """Whoever is at this browser is not the one we took them for: the browser is forgotten."""
    form = CommentForm(article=article, initial=_typed(request.POST))
    return forget(_show(request, article, form))


def _typed(posted):
    """What stands in a posted form, whatever it is worth."""
    typed = {name: posted.get(name, "") for name in ("text", "token", "reply_to", "seen")}
    return typed | {"reply_to": typed["reply_to"] if typed["reply_to"].isdecimal() else ""}


def _screened_out(request, article, form, finding):
    if finding.check == "repeated":
        form.errors_heading = _("You have sent this already")
    form.add_error(None, finding.detail)
    response = _show(request, article, form, 429 if finding.retry_after else 409)
    if finding.retry_after:
        response["Retry-After"] = str(finding.retry_after)
    return response


def _already_sent(request, article, form, sent, reader):
    """A form that comes again: the same text was stored once and is; another text is not lost."""
    if sent.text == form.cleaned_data["text"] and sent.article_id == article.pk:
        return _sent(sent, reader)
    form.renew_token()
    form.errors_heading = _("This text was not sent yet")
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
