"""The index in SQLite: an FTS5 table that has the keys of the findable articles as its row numbers.

FTS5 keeps our folded words, a few kilobytes an article: tables without content cannot be deleted
from before SQLite 3.43. Its rows go with those of `articles_findable` by a trigger, so that an article
that is deleted, by whomever, takes its words along.
"""

from django.db import connection

# The `ascii` tokenizer parts at spaces and leaves every other letter as we folded it.
CREATE = [
    """CREATE VIRTUAL TABLE articles_words
       USING fts5(headline, standfirst, body, marks, tokenize = 'ascii')""",
    """CREATE TRIGGER articles_words_go AFTER DELETE ON articles_findable
       BEGIN DELETE FROM articles_words WHERE rowid = OLD.key; END""",
]
DROP = ["DROP TRIGGER articles_words_go", "DROP TABLE articles_words"]

_READ = "{headline standfirst body}"

# The newest matches, and among them the page asked for. CROSS JOIN keeps FTS5 outside, which gives its
# rows newest first by itself.
_FOUND = """
    SELECT article_id, count(*) OVER () FROM (
        SELECT article_id, articles_words.rowid AS key, {score} AS score
        FROM articles_words CROSS JOIN articles_findable ON key = articles_words.rowid
        WHERE articles_words MATCH %s AND articles_words.rowid BETWEEN %s AND %s
            AND publish_at BETWEEN %s AND %s AND (expire_at IS NULL OR expire_at > %s)
        ORDER BY articles_words.rowid DESC LIMIT %s
    ) ORDER BY score, key DESC LIMIT %s OFFSET %s
"""


def write(entries: list) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM articles_findable WHERE article_id = %s",
            [[entry.article_id] for entry in entries],
        )
        cursor.executemany(
            "INSERT INTO articles_findable (key, article_id, publish_at, expire_at)"
            " VALUES (%s, %s, %s, %s)",
            [[e.key, e.article_id, *_moments(e.publish_at, e.expire_at)] for e in entries],
        )
        cursor.executemany(
            "INSERT OR REPLACE INTO articles_words (rowid, headline, standfirst, body, marks)"
            " VALUES (%s, %s, %s, %s, %s)",
            [
                [e.key, *(" ".join(part) for part in (e.headline, e.standfirst, e.body, e.marks))]
                for e in entries
            ],
        )


def found(asked, narrowed, by_relevance: bool, most: int, start: int, size: int) -> list[tuple]:
    """(article id, how many there are) for each article of a page."""
    score = "bm25(articles_words, 10, 4, 1, 0)" if by_relevance else "0"
    at, since, until = _moments(narrowed.at, narrowed.since, narrowed.until)
    values = [_expression(asked, narrowed), *narrowed.keys, since, until, at, most, size, start]
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(score=score), values)
        return cursor.fetchall()


def _expression(asked, narrowed) -> str:
    """What FTS5 calls a full-text query. Every word is ours, folded, and in quotes."""
    expression = f"{_READ} : ({' AND '.join(map(_phrase, asked.wanted))})"
    for marks in narrowed.marks:
        expression += f" AND marks : ({' OR '.join(map(_quoted, marks))})"
    if asked.unwanted:
        expression = f"({expression}) NOT {_READ} : ({' OR '.join(map(_phrase, asked.unwanted))})"
    return expression


def _phrase(words: tuple[str, ...]) -> str:
    return _quoted(" ".join(words))


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _moments(*moments) -> list:
    return [moment and connection.ops.adapt_datetimefield_value(moment) for moment in moments]
