"""What readers say. One file per behaviour; import everything from here."""

from comments.models.comment import Comment
from comments.models.commenter import Commenter
from comments.models.decision import Decision
from comments.models.discussion import Discussion

__all__ = ["Comment", "Commenter", "Decision", "Discussion"]
