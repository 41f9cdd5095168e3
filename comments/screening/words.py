"""Words and domains that moderators keep lists of. Never patterns: what they type is compared, not run."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings

from comments.models import WordList
from comments.screening.submission import HOLD, SPAM, Finding, Submission
from comments.screening.wording import host_named, hosts_of, words_of


class Phrases:
    """Whole words or phrases, to be found in many texts."""

    def __init__(self, entries: Iterable[str]):
        self._by_first = defaultdict(list)
        for entry in entries:
            if words := words_of(entry):
                self._by_first[words[0]].append((words, entry))

    def found_in(self, words: list[str]) -> list[str]:
        """The entries that stand in this text, in its order, each once."""
        found = {}
        for at, word in enumerate(words):
            for phrase, entry in self._by_first.get(word, ()):
                if words[at : at + len(phrase)] == phrase:
                    found[entry] = True
        return list(found)


class Domains:
    """Domains, each with everything below it: `shop.example` is www.shop.example, not myshop.example."""

    def __init__(self, entries: Iterable[str]):
        self._domains = {host_named(entry) for entry in entries} - {""}

    def found_in(self, hosts: Iterable[str]) -> list[str]:
        return sorted({one for host in hosts for one in _with_parents(host)} & self._domains)


def _with_parents(host: str) -> list[str]:
    parts = host.split(".")[-20:]
    return [".".join(parts[at:]) for at in range(len(parts))]


def entries_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def found_by(word_list: WordList, words: list[str], hosts: set[str]) -> list[str]:
    """Which of its entries a text holds. What was read of the list is kept with it."""
    if not hasattr(word_list, "finder"):
        kind = Domains if word_list.kind == WordList.Kind.DOMAINS else Phrases
        word_list.finder = kind(entries_of(word_list.entries))
    domains = word_list.kind == WordList.Kind.DOMAINS
    return word_list.finder.found_in(hosts if domains else words)


def blocked_words(sent: Submission) -> Finding | None:
    """Whole words or phrases, however they are spaced and in whatever case."""
    words = words_of(sent.text)
    found, spam = Phrases(settings.COMMENTS_BLOCKED_WORDS).found_in(words), False
    for word_list in sent.rules.lists:
        if word_list.kind == WordList.Kind.WORDS and (here := found_by(word_list, words, set())):
            found += [f"{entry} ({word_list.name})" for entry in here]
            spam |= word_list.verdict == WordList.Verdict.SPAM
    if found:
        return Finding("blocked_words", SPAM if spam else HOLD, _some(found))


def blocked_domains(sent: Submission) -> Finding | None:
    """Links, or what would be one, to a domain on a list."""
    lists = [one for one in sent.rules.lists if one.kind == WordList.Kind.DOMAINS]
    hosts = hosts_of(sent.text) if lists else set()
    found, spam = [], False
    for word_list in lists:
        if here := found_by(word_list, [], hosts):
            found += [f"{entry} ({word_list.name})" for entry in here]
            spam |= word_list.verdict == WordList.Verdict.SPAM
    if found:
        return Finding("blocked_domains", SPAM if spam else HOLD, _some(found))


def _some(found: list[str]) -> str:
    return ", ".join(found[:10]) + (" …" if len(found) > 10 else "")
