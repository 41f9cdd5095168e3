"""What the score knows: the newest training, held once by each process."""

from functools import lru_cache

from comments.models import Scorer


def newest_weights() -> dict | None:
    """What was learned last; None while there is too little to go by."""
    newest = Scorer.objects.order_by("-trained_at", "-pk").values_list("pk", flat=True).first()
    return _loaded(newest) if newest else None


@lru_cache(maxsize=1)
def _loaded(pk: int) -> dict | None:
    return Scorer.objects.get(pk=pk).weights or None
