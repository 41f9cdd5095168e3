"""Too many requests from one place: 429, with the time after which to come again."""

from django.core.exceptions import BadRequest


class TooManyRequests(BadRequest):
    """Raised by a view; answered with 429 (see portal.views.bad_request)."""

    def __init__(self, retry_after: int):
        self.retry_after = retry_after  # seconds
        super().__init__(f"too many requests: again in {retry_after} s")
