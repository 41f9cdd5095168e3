"""Pages on which readers report a comment, without a login: a broken rule, or something illegal."""

import uuid

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.reading import public_article
from comments.law.addresses import appeal_address_of, receipt_address_of
from comments.law.appeals import may_appeal
from comments.law.forms import BreachForm, NoticeForm
from comments.law.kinds import BREACHES
from comments.law.reporting import AN_HOUR, file, sent_before, too_many_from
from comments.models import Comment, Report
from comments.people.browser import browser_of, reader_of, remember
from portal.addresses import client_address, neighbourhood
from portal.feeds.addresses import whole
from portal.reader_posts import FIELD, proof, readers_post

TEMPLATES = {Report.Kind.BREACH: "law/report.html", Report.Kind.ILLEGAL: "law/notice.html"}
FORMS = {Report.Kind.BREACH: BreachForm, Report.Kind.ILLEGAL: NoticeForm}


def purpose(pk: int) -> str:
    """What the proof of either form is signed for: a report of this comment."""
    return f"report:{pk}"


def _refused(kind):
    def refused(request, refusal, pk):
        """The form again, with the words as they were and the reason why it was not taken."""
        form = FORMS[kind](request.POST)
        form.is_valid()
        form.add_error(None, refusal.message)
        return _show(request, _public_comment(pk), kind, form, refusal.status)

    return refused


@readers_post(purpose=purpose, refused=_refused(Report.Kind.BREACH))
def report(request, pk):
    """A breach of the rules, in two clicks."""
    return _answer(request, pk, Report.Kind.BREACH)


@readers_post(purpose=purpose, refused=_refused(Report.Kind.ILLEGAL))
def notice(request, pk):
    """A notice of illegal content (Art. 16)."""
    return _answer(request, pk, Report.Kind.ILLEGAL)


@require_safe
@never_cache
def receipt(request, key):
    """What became of a report, for whoever has its address. Who sent it is not told."""
    found = get_object_or_404(Report.objects.select_related("comment__article"), receipt=key)
    context = {
        "report": found,
        "comment": found.comment if _is_shown(found.comment) else None,
        "appeal": appeal_address_of(found) if found.is_notice and found.removed is False else "",
        "may_appeal": may_appeal(found, timezone.now()),
    }
    return render(request, "law/receipt.html", context)


def _answer(request, pk, kind):
    if request.method != "POST":
        comment = _public_comment(pk)
        return _show(request, comment, kind, _fresh_form(comment, kind))
    comment = get_object_or_404(Comment.objects.select_related("article"), pk=pk)
    form = FORMS[kind](request.POST)
    if not form.is_valid():
        return _show(request, comment, kind, form, 422)
    at, address = timezone.now(), neighbourhood(client_address(request))
    browser = browser_of(request)
    if not sent_before(comment, browser, kind) and too_many_from(address, at):
        return _too_many(request, comment, kind, form)
    browser = browser or uuid.uuid4()
    fields = form.cleaned_data
    filed = file(
        comment,
        kind,
        browser=browser,
        address=address,
        receipt=fields["receipt"],
        seen=fields["seen"] or 0,
        at=at,
        **_said(kind, form),
    )
    if filed is None:  # hidden since: `_show` says so
        return _show(request, comment, kind, form, 409)
    response = HttpResponseRedirect(receipt_address_of(filed.report), status=303)
    return remember(response, browser, reader_of(request).commenter)


def _said(kind, form) -> dict:
    if kind == Report.Kind.ILLEGAL:
        return form.said
    return {name: form.cleaned_data[name] for name in ("reason", "explanation", "email")}


def _public_comment(pk) -> Comment:
    """A comment that everybody sees. Of any other nothing is told, not even that there is one."""
    comments = Comment.objects.public().select_related("article")
    comment = get_object_or_404(comments, pk=pk)
    article = public_article(comment.article.slug)
    if article.comment_policy == Article.CommentPolicy.HIDDEN:
        raise Http404
    return comment


def _is_shown(comment) -> bool:
    """Whether everybody can read it now."""
    articles = Article.objects.published().exclude(comment_policy=Article.CommentPolicy.HIDDEN)
    shown = Comment.objects.public().filter(pk=comment.pk, article__in=articles)
    return shown.exists()


def _fresh_form(comment, kind):
    initial = {"receipt": uuid.uuid4(), "seen": comment.text_version}
    if kind == Report.Kind.ILLEGAL:
        initial["place"] = whole(comment.get_absolute_url())
    return FORMS[kind](initial=initial)


def _too_many(request, comment, kind, form):
    form.add_error(None, _("Many reports came from your connection. Please send it in an hour."))
    response = _show(request, comment, kind, form, 429)
    response["Retry-After"] = str(int(AN_HOUR.total_seconds()))
    return response


def _show(request, comment, kind, form, status=200):
    """The form. A comment that was hidden since the form was opened is not shown with it again."""
    shown = _is_shown(comment)
    if not shown and status in (409, 422, 429):
        status = 409
        form.errors.clear()
        form.add_error(None, _("This comment is no longer shown, so nothing was sent."))
    kept = request.POST.get(FIELD) if status in (409, 422, 429) else None
    context = {
        "comment": comment,
        "shown": shown,
        "form": form,
        "proof": kept or proof(purpose(comment.pk)),
        "breaches": BREACHES,
        "earlier": sent_before(comment, browser_of(request), kind) if not form.is_bound else None,
        "illegal": reverse("comments:notice", kwargs={"pk": comment.pk}),
    }
    return render(request, TEMPLATES[kind], context, status=status)
