"""A reader's "recommend": one for each browser, and one for each machine address while that is kept."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q

NOBODY = uuid.UUID(int=0)  # a row of nobody's says that the comment's number is due again


class RecommendationQuerySet(models.QuerySet):
    def by(self, browser: uuid.UUID | None):
        """What one browser recommends; a browser that is not known recommends nothing."""
        return self.exclude(browser=NOBODY).filter(browser=browser) if browser else self.none()

    def uncounted(self):
        """Rows that no number shows yet."""
        return self.filter(counted=False)

    def forget_addresses(self, at: datetime) -> int:
        """Drop the machine addresses whose time is over, and say of how many."""
        return self.filter(address_until__lte=at).update(address="", address_until=None)


class Recommendation(models.Model):
    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.CASCADE, related_name="recommendations"
    )
    browser = models.UUIDField()
    address = models.CharField(max_length=60, blank=True)  # as counted; dropped like a comment's
    address_until = models.DateTimeField(null=True, db_index=True)
    at = models.DateTimeField()
    counted = models.BooleanField(default=False)  # folded into Comment.recommended

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "browser"], name="one_a_browser"),
            models.UniqueConstraint(
                fields=["comment", "address"], condition=~Q(address=""), name="one_an_address"
            ),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(counted=False), name="not_counted_yet"),
            models.Index(fields=["address", "at"], name="recommended_from"),
        ]

    def __str__(self):
        return f"{self.comment_id}"

    @classmethod
    def give(cls, comment, browser: uuid.UUID, address: str, at: datetime) -> bool:
        """Recommend it. False where this browser or this machine address has done so already.

        The database judges that: of two at the same moment one is stored.
        """
        keep = timedelta(days=settings.COMMENTS_KEEP_ADDRESS_DAYS)
        try:
            with transaction.atomic():
                cls.objects.create(
                    comment=comment,
                    browser=browser,
                    address=address,
                    address_until=at + keep if address else None,
                    at=at,
                )
        except IntegrityError:
            return False
        return True

    @classmethod
    @transaction.atomic
    def take_back(cls, comment, browser: uuid.UUID | None, at: datetime) -> bool:
        """Take this browser's own back. Where a number shows it already, that is due again."""
        own = cls.objects.by(browser).filter(comment=comment)
        # Each is one statement, so that of two at the same moment one finds nothing.
        unseen, _ = own.filter(counted=False).delete()
        seen, _ = own.filter(counted=True).delete()
        if seen:
            due = cls(comment=comment, browser=NOBODY, at=at)
            cls.objects.bulk_create([due], ignore_conflicts=True)
        return bool(unseen or seen)
