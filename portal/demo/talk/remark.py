"""The shape of one demo comment, and a helper for long exchanges."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Remark:
    name: str
    text: str  # as typed: blank lines between paragraphs, sometimes a little HTML or a bare link
    after: int  # minutes after the article's publication, or after the parent for a reply
    status: str = "approved"  # approved, pending, rejected, spam, withdrawn
    held: str = ""  # pending: "" (first_timer), links, blocked_words, filled_too_quickly
    reason: str = ""  # rejected: insult, off_topic, illegal, personal_data, advertising, other
    note: str = ""  # the moderator's note
    replies: tuple["Remark", ...] = ()


def chain(*links: Remark) -> Remark:
    """Hang each remark under the one before it, so a deep exchange reads top to bottom."""
    nested = links[-1]
    for above in reversed(links[:-1]):
        replies = sorted((nested, *above.replies), key=lambda reply: reply.after)
        nested = replace(above, replies=tuple(replies))
    return nested
