"""What follows when a comment arrives with an address typed beside it."""

from comments.people.confirming import ask


def arrived(comment, reader, email: str) -> None:
    """Called in the transaction that stores a comment: asks for the address to be proved, by mail.

    Nothing is asked where none was typed, where the reader is known by that very address, or where
    screening set the comment aside: what a program sent is no reason to write to anybody.
    """
    email = email.strip().lower()
    known = reader.commenter
    if not email or (known and known.email == email) or comment.status == comment.Status.SPAM:
        return
    ask(email, comment.created_at, machine=comment.address, comment=comment)
