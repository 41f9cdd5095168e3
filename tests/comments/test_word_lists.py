"""Words and domains that moderators list: compared, never run as patterns; domains end at a dot."""

import pytest
from django.utils import timezone

from comments.models import WordList
from comments.screening import HOLD, SPAM
from comments.screening.words import blocked_domains, blocked_words
from tests.comments.screened import sent

pytestmark = pytest.mark.django_db


def listed(entries, kind="words", verdict="hold", on=True, name="Trouble"):
    at = timezone.now()
    return WordList.objects.create(
        name=name, kind=kind, verdict=verdict, on=on, entries=entries, changed_at=at
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Buy PILLS now", True),
        ("cheap\n  pills", True),
        ("pi\u200blls", True),
        ("ｐｉｌｌｓ", True),
        ("pílls", True),
        ("pillsbury", False),
        ("caterpills", False),
    ],
)
def test_a_listed_word_is_found_however_it_is_written(article, settings, text, found):
    settings.COMMENTS_BLOCKED_WORDS = []
    listed("pills\nmiracle cure")
    finding = blocked_words(sent(article, text))
    assert bool(finding) == found
    assert not finding or (finding.verdict, finding.detail) == (HOLD, "pills (Trouble)")


def test_a_list_that_is_off_catches_nothing(article):
    listed("pills", on=False)
    assert blocked_words(sent(article, "pills")) is None


def test_the_strictest_list_decides(article, settings):
    settings.COMMENTS_BLOCKED_WORDS = ["cure"]
    listed("pills", verdict="spam")
    assert blocked_words(sent(article, "a cure")).verdict == HOLD
    finding = blocked_words(sent(article, "a cure of pills"))
    assert (finding.verdict, finding.detail) == (SPAM, "cure, pills (Trouble)")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://shop.example/x", True),
        ("http://WWW.Shop.Example", True),
        ("see shop.example!", True),
        ("shop.example.", True),
        ("a.b.shop.example/path?x=1", True),
        ("https://good.test@shop.example/", True),
        ("https://shop.example:8080/", True),
        ("https://ｓｈｏｐ.example/", True),
        ("https://myshop.example/", False),
        ("https://notshop.example", False),
        ("https://shop.example.org/", False),
        ("https://shop-example.org/", False),
        ("shop example", False),
    ],
)
def test_a_domain_is_that_domain_and_what_is_below_it(article, text, found):
    """Case 14: a bare `endswith` would take myshop.example for shop.example."""
    listed("shop.example", kind="domains")
    assert bool(blocked_domains(sent(article, text))) == found


def test_a_domain_is_the_same_in_letters_and_in_punycode(article):
    listed("bücher.example", kind="domains", verdict="spam")
    finding = blocked_domains(sent(article, "http://xn--bcher-kva.example/"))
    assert finding.verdict == SPAM


@pytest.mark.parametrize("kind", ["words", "domains"])
def test_no_list_and_no_text_takes_time(article, kind):
    """Case 25: what moderators type is never a pattern."""
    listed("\n".join(["(a+)+$", "a " * 40, "a.a.a", ".*", "a" * 90] * 100), kind=kind)
    started = timezone.now()
    for text in ("a" * 5000, "a " * 2500, "a." * 2500, "." * 5000, "-" * 5000 + ".a"):
        blocked_words(sent(article, text))
        blocked_domains(sent(article, text))
    assert (timezone.now() - started).total_seconds() < 5
