"""Who is told, by mail, of a comment that became public: its author, and whom it answers.

Only people who proved their address, only once for each comment, and not before the time for taking
the ruling back is over. What is hidden meanwhile is told to nobody; what is edited, in its new words.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import F

from articles.models import Article
from comments.models import Comment
from comments.models.decision import Decision, hears
from comments.people.unsubscribing import address_of, headers_of
from portal import outbox
from portal.feeds.addresses import whole

APPROVED = Comment.Status.APPROVED
# These decisions are about something else than the author's waiting.
NO_NEWS = [Decision.Reason.TRUSTED, Decision.Reason.RESTORED, Decision.Reason.UNDONE]


@hears
def tell(decision: Decision) -> None:
    """What mails follow from a ruling, and which no longer may be sent."""
    comment = decision.comment
    shown, was_shown = decision.status_after == APPROVED, decision.status_before == APPROVED
    undo = timedelta(minutes=settings.COMMENTS_UNDO_MINUTES)
    if was_shown or not shown or comment.withdrawn_at:
        _take_back(comment, decision)
    if not shown:
        _take_back_answers(comment, decision.at)
    if not shown or comment.withdrawn_at or _is_old_news(comment, decision):
        return
    if not Comment.objects.public().filter(pk=comment.pk).exists():
        return  # taken back since the moderator saw it
    first = _last_approval(comment, decision)
    if was_shown and (first is None or first.at + undo <= decision.at):
        return  # what there was to tell has been told
    if not _is_read(comment.article_id, decision.at):
        return
    ready = decision.at + undo
    _tell_author(comment, first if was_shown else decision, decision.mails, ready)
    _tell_whom_it_answers(comment, decision.mails, ready)


def keys_of(comment) -> list[str]:
    """What the outbox calls the mails of this module about a comment."""
    return [f"approved:{comment.pk}", f"reply:{comment.pk}"]


def _take_back(comment, decision) -> None:
    """Mails that earlier approvals caused are not sent any more."""
    earlier = comment.decisions.filter(status_after=APPROVED).exclude(pk=decision.pk)
    waiting = outbox.Mail.objects.waiting().filter(key__in=keys_of(comment))
    about = set(waiting.values_list("about", flat=True))
    for one in earlier:
        if one.mails in about:
            outbox.cancel(one.mails, but=("report:",))


def _take_back_answers(comment, at) -> None:
    """Whose comment is hidden does not hear of answers to it."""
    answers = [f"reply:{pk}" for pk in comment.replies.values_list("pk", flat=True)]
    if answers:
        outbox.Mail.objects.waiting().free(at).filter(key__in=answers).delete()


def _last_approval(comment, decision) -> Decision | None:
    """The ruling that made it public, before this one."""
    approvals = comment.decisions.filter(status_after=APPROVED).exclude(
        status_before=F("status_after")
    )
    return approvals.exclude(pk=decision.pk).order_by("-id").first()


def _is_old_news(comment, decision) -> bool:
    """The outbox remembers so long whom it told of what; nobody is told of anything older."""
    return decision.at - comment.created_at > timedelta(days=settings.KEEP_MAIL_DAYS)


def _is_read(article_id: int, at) -> bool:
    """Whether the public reads this article and its comments."""
    articles = Article.objects.published(at).exclude(comment_policy=Article.CommentPolicy.HIDDEN)
    return articles.filter(pk=article_id).exists()


def _tell_author(comment, approval, about, ready) -> None:
    """That it was approved, if it had waited for that and its author is known by an address."""
    author = comment.commenter
    if not author or author.muted or approval.moderator_id is None or approval.reason in NO_NEWS:
        return
    if comment.decisions.filter(reason=Decision.Reason.TRUSTED).exists():
        return  # it had been seen before
    context = {
        "headline": comment.article.headline,
        "address": whole(comment.get_absolute_url()),
        "stop": address_of(author),
    }
    _post(keys_of(comment)[0], author, "approved", context, about, ready)


def _tell_whom_it_answers(comment, about, ready) -> None:
    """The author of the comment that it answers, who asked for that."""
    asked = Comment.objects.public().filter(pk=comment.parent_id, wants_replies=True)
    parent = asked.select_related("commenter").first()
    if parent is None:
        return
    author = parent.commenter
    if not author or author.muted or author == comment.commenter:
        return
    if comment.browser and comment.browser == parent.browser:
        return  # they answered themselves
    context = {
        "reply": comment,
        "headline": comment.article.headline,
        "address": whole(comment.get_absolute_url()),
        "stop": address_of(author, parent),
    }
    _post(keys_of(comment)[1], author, "reply", context, about, ready)


def _post(key, to, template, context, about, ready) -> None:
    outbox.post(
        key,
        to.email,
        template,
        context,
        about=about,
        not_before=ready,
        headers=headers_of(context["stop"]),
    )
