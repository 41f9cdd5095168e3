"""Filing a report: once from each reader, and held after several of them."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Min

from comments.law.addresses import receipt_address_of
from comments.models import Comment, Hold, Report
from portal import outbox
from portal.feeds.addresses import whole

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
FROM_ONE_ADDRESS = 20  # reports within an hour; a household reports less
MAILS_TO_ONE_ADDRESS = 10  # receipts within a day: nobody is flooded with mail by a stranger's hand
CHECK = "reported"  # what the desk calls the rule that holds for reports


@dataclass(frozen=True)
class Filed:
    """What became of a report: the row, and whether it is new."""

    report: Report
    new: bool


def sent_before(comment, browser: uuid.UUID | None, kind: str) -> Report | None:
    """This browser's report of the comment as it stands now: open, or decided already."""
    if browser is None:
        return None
    own = comment.reports.filter(browser=browser, kind=kind)
    unclosed = own.filter(closed_at__isnull=True).first()
    return unclosed or own.filter(text_version=comment.text_version).order_by("-id").first()


def too_many_from(address: str, at: datetime) -> bool:
    """Whether one machine address has reported more than a reader would. Unknown ones count as one."""
    recent = Report.objects.filter(address=address, at__gt=at - AN_HOUR)
    return recent.count() >= FROM_ONE_ADDRESS


@transaction.atomic
def file(
    comment,
    kind: str,
    *,
    browser: uuid.UUID,
    address: str,
    receipt: uuid.UUID,
    seen: int,
    at: datetime,
    **said,
) -> Filed | None:
    """Store a report of a public comment, confirm it by mail if an address was given.

    None: the comment is no longer shown. A form that comes twice, and a second report from one
    browser, are the first one. The comment's row is locked, so of two at once one is the second.
    """
    shown = Comment.objects.public().select_for_update().filter(pk=comment.pk).first()
    earlier = comment.reports.filter(receipt=receipt).first()
    if shown is None:
        return Filed(earlier, new=False) if earlier else None
    earlier = earlier or sent_before(shown, browser, kind)
    if earlier:
        return Filed(earlier, new=False)
    if Report.objects.filter(receipt=receipt).exists():  # of another comment: no form of ours
        receipt = uuid.uuid4()
    keep = timedelta(days=settings.COMMENTS_KEEP_ADDRESS_DAYS)
    report = Report.objects.create(
        comment=shown,
        kind=kind,
        browser=browser,
        address=address,
        address_until=at + keep if address else None,
        receipt=receipt,
        text_version=min(seen, shown.text_version) or shown.text_version,
        at=at,
        **said,
    )
    _confirm(report, at)
    _hold_if_many_report(shown, at)
    return Filed(report, new=True)


def _confirm(report: Report, at: datetime) -> None:
    """The receipt (Art. 16(4)), without delay. It quotes nothing: the address may be a stranger's."""
    if not report.email:
        return
    same = Report.objects.filter(email__iexact=report.email, at__gt=at - A_DAY)
    if same.count() > MAILS_TO_ONE_ADDRESS:
        return
    outbox.post(
        f"report:{report.pk}:receipt",
        report.email,
        "report_received",
        {
            "report": report,
            "place": whole(report.comment.get_absolute_url()),
            "receipt": whole(receipt_address_of(report)),
        },
        about=report.mails,
        at=at,
    )


def _hold_if_many_report(comment, at: datetime) -> None:
    """Several readers, each with a browser and a machine address of their own, hide a comment.

    Not so once a moderator has looked at this text since it was first reported and let it stand.
    """
    enough = settings.COMMENTS_HOLD_AFTER_REPORTS
    reports = comment.reports.filter(text_version=comment.text_version)
    counted = (
        reports.filter(closed_at__isnull=True)
        .exclude(address="")
        .aggregate(
            browsers=Count("browser", distinct=True), addresses=Count("address", distinct=True)
        )
    )
    if not enough or min(counted.values()) < enough:
        return
    first = reports.aggregate(first=Min("at"))["first"]
    confirmed = comment.decisions.filter(
        moderator__isnull=False,
        status_after=Comment.Status.APPROVED,
        text_version=comment.text_version,
        at__gte=first,
    )
    if confirmed.exists() or not comment.hold_as_reported(at):
        return
    finding = Hold(comment=comment, check_name=CHECK, text_version=comment.text_version, at=at)
    Hold.objects.bulk_create([finding], ignore_conflicts=True)
