"""What machines are told of an author, in the words of schema.org."""

from articles.models import Author
from portal.structured_data import absolute, publisher


def profile_of(author: Author) -> dict:
    """The same that readers see on the author's page."""
    person = {
        "@type": "Person",
        "name": author.name,
        "url": absolute(author.get_absolute_url()),
        "description": author.bio,
        "image": absolute(author.portrait.copy("1x1", 320).url) if author.portrait else "",
        "worksFor": publisher(),
    }
    return {"@type": "ProfilePage", "mainEntity": person}
