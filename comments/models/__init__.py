"""What readers say. One file per behaviour; import everything from here."""

from comments.models.appeal import Appeal
from comments.models.ban import Ban
from comments.models.beat import Alert, Beat
from comments.models.claim import Claim
from comments.models.comment import Comment
from comments.models.commenter import Commenter
from comments.models.confirmation import Confirmation
from comments.models.decision import Decision
from comments.models.discussion import Discussion
from comments.models.erasure import Erasure
from comments.models.hold import Hold
from comments.models.note import Note
from comments.models.recommendation import Recommendation
from comments.models.report import Report
from comments.models.rule import Rule, Scorer, WordList

__all__ = [
    "Alert",
    "Appeal",
    "Ban",
    "Beat",
    "Claim",
    "Comment",
    "Commenter",
    "Confirmation",
    "Decision",
    "Discussion",
    "Erasure",
    "Hold",
    "Note",
    "Recommendation",
    "Report",
    "Rule",
    "Scorer",
    "WordList",
]
