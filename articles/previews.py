"""Secret links to what is not published yet. They end by themselves, and an editor can end them."""

from django.core import signing
from django.urls import reverse

from articles.models import Article

DAYS = 14
SALT = "articles.preview"


def preview_url(article) -> str:
    """A link that shows the article's newest revision to whoever has it, for 14 days."""
    token = signing.dumps([article.pk, article.preview_key], salt=SALT)
    return reverse("articles:preview", kwargs={"token": token})


def article_in_preview(token: str) -> Article | None:
    """The article that a preview link shows; None for a link that is wrong, old or was ended."""
    try:
        pk, key = signing.loads(token, salt=SALT, max_age=DAYS * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if not key:
        return None
    return Article.objects.select_related("section").filter(pk=pk, preview_key=key).first()
