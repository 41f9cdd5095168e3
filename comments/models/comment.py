"""A comment: what it is, which ones the public sees, and what is done with it."""

from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.models.authoring import Authoring
from comments.models.decision import Decision
from comments.models.discussion import Discussion
from comments.models.erasing import Erasing
from comments.models.hold import Hold
from comments.models.picking import Picking
from comments.models.restoring import Restoring
from comments.models.ruling import Ruling
from portal import markup, outbox
from portal.among import Among

MAX_DEPTH = 2  # indents on a phone leave no room for a third; deeper replies say whom they answer
LONGEST_NAME = 60
LONGEST_TEXT = markup.COMMENT_LENGTH


def _reply_to_show() -> Q:
    answered = Exists(Comment.objects.filter(parent=OuterRef("pk")))
    public = Q(status=Comment.Status.APPROVED, withdrawn_at__isnull=True)
    return Q(parent__isnull=False) & (public | Q(answered))


class CommentQuerySet(models.QuerySet):
    def public(self):
        """Comments that everybody sees: approved, and not taken back by their author."""
        return self.filter(status=Comment.Status.APPROVED, withdrawn_at__isnull=True)

    def pending(self):
        """Comments that wait for a moderator, oldest first."""
        waiting = self.filter(status=Comment.Status.PENDING, withdrawn_at__isnull=True)
        return waiting.order_by("created_at", "id")

    def set_aside(self, status: str):
        """Comments that were ruled out, as spam or for a reason; newest first."""
        return self.filter(status=status, withdrawn_at__isnull=True).order_by("-created_at", "-id")

    def roots_to_show(self):
        """Roots that the public sees, and hidden ones under which a public reply stands."""
        below = Comment.objects.public().filter(root=OuterRef("pk"))
        return self.filter(parent__isnull=True).filter(
            Q(status=Comment.Status.APPROVED, withdrawn_at__isnull=True) | Q(Exists(below))
        )

    def replies_to_show(self):
        """Replies that the public sees, and hidden ones that were answered: a stub may stand there.

        What one of these answers is one of them or a root.
        """
        return self.filter(_reply_to_show())

    def threads_of(self, roots: models.QuerySet):
        """These roots (a query for their keys) with the replies to show under them."""
        return self.filter(Q(Among("pk", roots)) | Q(Among("root", roots)) & _reply_to_show())

    def forget_addresses(self, at: datetime) -> int:
        """Drop the machine addresses whose time is over, and say of how many comments."""
        over = self.filter(address_until__lte=at)
        return over.update(address="", address_until=None)

    def typed_with(self, email: str):
        """What came with this address typed beside it, in whatever case. That proves nothing."""
        return self.alias(typed=Lower("email")).filter(typed=email.strip().lower())

    def belonging_to(self, reader):
        """What a `Reader` sent, from this browser or as somebody known; newest first.

        The only way to one's own comments. A stranger has none, and nobody has those of nobody.
        """
        own = Q(pk__in=[])
        if reader.browser:
            own |= Q(browser=reader.browser)
        if reader.commenter:
            own |= Q(commenter=reader.commenter)
        return self.filter(own).order_by("-id")


class Comment(Ruling, Restoring, Authoring, Picking, Erasing, models.Model):
    """What a reader wrote under an article. The raw text is kept; what is shown is made from it."""

    class Badge(models.TextChoices):
        STAFF = "staff", pgettext_lazy("badge", "Staff")
        AUTHOR = "author", pgettext_lazy("badge", "Author")

    class Status(models.TextChoices):
        PENDING = "pending", _("awaiting approval")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")
        SPAM = "spam", _("spam")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="comments"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )
    root = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    depth = models.PositiveSmallIntegerField(_("depth"), default=0)
    ordinal = models.PositiveIntegerField(_("order of arrival"))

    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    email = models.EmailField(_("e-mail as typed"), blank=True)
    commenter = models.ForeignKey(
        "comments.Commenter",
        verbose_name=_("commenter"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comments",
    )
    text = models.TextField(_("text as typed"))
    text_version = models.PositiveIntegerField(_("version of the text"), default=1)
    html = models.TextField(_("text as shown"), editable=False)
    cleaner = models.PositiveIntegerField(_("cleaner"), editable=False)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING)
    screening = models.JSONField(_("what screening found"), default=list)
    created_at = models.DateTimeField(_("sent"))
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    badge = models.CharField(_("badge"), max_length=10, choices=Badge, blank=True, default="")
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picked_at = models.DateTimeField(_("editors' pick since"), null=True, blank=True)
    recommended = models.PositiveIntegerField(_("recommended"), default=0)
    edited_at = models.DateTimeField(_("edited by its author"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    wants_replies = models.BooleanField(_("replies are mailed"), default=False)
    unread = models.BooleanField(
        _("shown unread"),
        default=False,
        help_text=_("Let through because its author is trusted; no moderator has read it yet."),
    )
    score = models.FloatField(_("score"), null=True, blank=True)

    token = models.UUIDField(_("client token"), unique=True)
    browser = models.UUIDField(_("browser"), null=True, blank=True, db_index=True)
    seen_revision = models.PositiveIntegerField(_("revision that the reader saw"), default=0)
    address = models.CharField(_("machine address"), max_length=60, blank=True)
    address_until = models.DateTimeField(_("address is kept until"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["article", "ordinal"]
        indexes = [
            models.Index(fields=["status", "created_at"], name="queue"),
            models.Index(fields=["article", "parent", "ordinal"], name="thread"),
            models.Index(fields=["root", "ordinal"], name="under_a_root"),
            models.Index(fields=["address", "created_at"], name="from_an_address"),
            models.Index(fields=["address_until"], name="addresses_to_forget"),
            models.Index(Lower("email"), name="typed_address"),
            models.Index(
                fields=["article", "parent", "recommended", "ordinal"], name="by_recommendation"
            ),
            models.Index(fields=["commenter", "created_at"], name="of_a_commenter"),
            models.Index(fields=["created_at"], name="by_arrival"),
            models.Index(fields=["created_at"], condition=Q(unread=True), name="shown_unread"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "ordinal"], name="one_comment_an_ordinal"),
            models.CheckConstraint(
                condition=Q(status__in=["pending", "approved", "rejected", "spam"]),
                name="comment_status_is_known",
            ),
            models.CheckConstraint(condition=Q(depth__lte=MAX_DEPTH), name="depth_is_capped"),
        ]
        permissions = [
            ("moderate_comment", _("Can rule on comments")),
            ("answer_comment", _("Can answer readers as staff")),
        ]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self):
        return f"{self.name}: {self.text[:60]}"

    def get_absolute_url(self):
        return reverse("comments:permalink", kwargs={"pk": self.pk})

    # Questions

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it: `public` asked of one comment already at hand."""
        return self.status == self.Status.APPROVED and self.withdrawn_at is None

    @property
    def shown(self) -> SafeString:
        """The text as HTML: the cached one, or made anew if another cleaner made that."""
        if self.cleaner == markup.COMMENT_CLEANER:
            return markup.stored(self.html)
        return markup.comment_html(self.text)

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    # Verbs. Rulings are in ruling.py, the author's own edits in authoring.py.

    @classmethod
    @transaction.atomic
    def send(cls, article, text: str, parent=None, at: datetime | None = None, **fields):
        """Store a new comment in its place in the thread, and return it.

        A reply below the deepest level stands on that level. The parent must be of this article.
        """
        if parent is not None and parent.article_id != article.pk:
            raise ValueError("A reply belongs under the same article as its parent.")
        at = at or timezone.now()
        html = markup.comment_html(text)  # before the lock: cleaning is the slow part
        comment = cls(
            article=article,
            text=text,
            html=html,
            cleaner=markup.COMMENT_CLEANER,
            parent=parent,
            root=(parent.root or parent) if parent else None,
            depth=min(parent.depth + 1, MAX_DEPTH) if parent else 0,
            ordinal=Discussion.next_ordinal(article.pk),
            created_at=at,
            **fields,
        )
        comment.save(force_insert=True)
        comment.hold_for(comment.screening, at)
        if comment.status != cls.Status.PENDING:
            let_through = comment.status == cls.Status.APPROVED
            Decision.record(
                comment,
                moderator=None,
                status_before=cls.Status.PENDING,
                status_after=comment.status,
                text_version=1,
                reason=Decision.Reason.TRUSTED if let_through else Decision.Reason.RULE,
                at=at,
            )
        if comment.is_public:
            Discussion.recount(article.pk)
        return comment

    def hold_for(self, findings: list[dict], at: datetime) -> None:
        """Write down which checks found something in this version of the text: a row for each."""
        names = dict.fromkeys(finding["check"] for finding in findings)
        rows = [
            Hold(comment=self, check_name=name, text_version=self.text_version, at=at)
            for name in names
        ]
        Hold.objects.bulk_create(rows, ignore_conflicts=True)

    @transaction.atomic
    def withdraw(self, at: datetime | None = None) -> bool:
        """Its author takes it back. Replies stay, under a stub."""
        mine = type(self).objects.filter(pk=self.pk, withdrawn_at__isnull=True)
        if not mine.update(withdrawn_at=at or timezone.now()):
            return False
        self.refresh_from_db(fields=["withdrawn_at", "status"])
        for decision in self.decisions.all():
            # Nobody is told any more of what it said; but whoever reported it gets an answer, and its
            # author the reasons.
            outbox.cancel(decision.mails, but=("report:", "reasons:"))
        Discussion.recount(self.article_id)
        return True
