"""Which links a browser may follow ahead of the reader's click: the Speculation-Rules header.

The rules are a file of our own, for a page that is kept carries nothing that differs. Pages are
fetched and not drawn, so nothing of a page that nobody opens ever runs.
"""

from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

PAGES = ["/", "/articles/:slug/", "/sections/:slug/", "/topics/:slug/", "/authors/:slug/"]
RULES = {
    "prefetch": [
        {
            "source": "document",
            "eagerness": "moderate",
            "where": {
                "and": [
                    {"href_matches": PAGES},
                    {"not": {"href_matches": "/*\\?(.+)"}},
                    {"not": {"selector_matches": "[rel~=nofollow]"}},
                ]
            },
        }
    ]
}


@require_safe
def rules(request):
    answer = JsonResponse(RULES, content_type="application/speculationrules+json")
    answer["Cache-Control"] = "public, max-age=600"
    return answer


def header() -> str:
    """What a public page says of them."""
    return f'"{reverse("speculation")}"'
