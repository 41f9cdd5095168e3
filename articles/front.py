"""How the front page is composed: which card leads, which have a picture, which are words alone."""

from dataclasses import dataclass

from articles.models import Article, Image

EVERY_THIRD = 3  # of the cards in the grid is words alone: that gives density, and speed
BESIDE_THE_LEAD = (3, 4)  # words alone where the lead has a picture; the second place keeps its own


@dataclass(frozen=True)
class Place:
    """One article's card on the front page."""

    article: Article
    lead: bool
    picture: Image | None

    @property
    def told(self) -> bool:
        """Whether the standfirst is printed: on the lead, and where there is no picture."""
        return self.lead or self.picture is None


def composed(articles: list[Article]) -> list[Place]:
    """The articles in their order, each with the card that its place gives it."""
    lead_has_picture = bool(articles and articles[0].lead_image)
    return [
        Place(article, number == 1, _picture(article, number, lead_has_picture))
        for number, article in enumerate(articles, start=1)
    ]


def _picture(article: Article, number: int, lead_has_picture: bool) -> Image | None:
    if number == 1:
        return article.lead_image
    if article.kind == Article.Kind.OPINION:
        return None
    if number in BESIDE_THE_LEAD:
        return None if lead_has_picture else article.lead_image
    return None if number % EVERY_THIRD == 0 else article.lead_image
