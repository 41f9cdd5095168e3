"""What the desk's pages ask every few seconds: how much there is to do, and who is at what."""

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from comments.desk.claims import claims_of_others
from comments.desk.gate import for_moderators
from comments.desk.queues import counts_for


@for_moderators
@require_safe
def counts(request):
    """How many comments stand in each queue, and which of them others are reading."""
    claims = claims_of_others(request.user, timezone.now())
    return JsonResponse({"counts": counts_for(request.user), "claims": claims})
