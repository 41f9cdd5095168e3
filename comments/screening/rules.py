"""What moderators decided about the checks, read at most once for each comment."""

from functools import cached_property

from comments.models import Rule, WordList
from comments.screening.weights import newest_weights


class Rules:
    """The rules as they stand: which checks are on, how strict, with which words.

    Whoever tries something out says what differs: `limits` by check, or `lists` in place of those
    that are stored.
    """

    def __init__(self, limits: dict[str, float] | None = None, lists: list | None = None):
        self._limits = limits or {}
        if lists is not None:
            self.lists = lists

    @cached_property
    def rows(self) -> dict[str, Rule]:
        return {rule.check_name: rule for rule in Rule.objects.select_related("changed_by")}

    @cached_property
    def lists(self) -> list[WordList]:
        """The word lists that are on."""
        return list(WordList.objects.filter(on=True))

    @cached_property
    def weights(self) -> dict | None:
        """What the site's rulings taught the score."""
        return newest_weights()

    def are_on(self, check: str) -> bool:
        return check not in self.rows or self.rows[check].on

    def limit(self, check: str, stands: float) -> float:
        """How strict a check is: as tried out, as moderators decided, or as the settings say."""
        if check in self._limits:
            return self._limits[check]
        rule = self.rows.get(check)
        return stands if rule is None or rule.limit is None else rule.limit
