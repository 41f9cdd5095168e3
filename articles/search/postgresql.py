"""The index in PostgreSQL: a weighted tsvector beside each findable article, under a GIN index.

The vector is made of our folded words, one place after the other, and so is every query:
PostgreSQL's own parser and its dictionaries never see a text. Of a word that stands in one article more
than 256 times it keeps the first 256 places, so a phrase around such a word may be missed after them.
"""

from django.db import connection

# A vector of a thousand bytes or more lies outside the row, which keeps the rows narrow: searching
# for a common word reads all of them.
CREATE = [
    "ALTER TABLE articles_findable ADD COLUMN words tsvector",
    "ALTER TABLE articles_findable SET (toast_tuple_target = 128)",
    "CREATE INDEX articles_words ON articles_findable USING gin (words)",
]
DROP = ["DROP INDEX articles_words", "ALTER TABLE articles_findable DROP COLUMN words"]

# The query is hidden in a SELECT of its own, and the newest matches are MATERIALIZED. If the planner
# knew the words it would, for common ones, walk the articles from the newest on and read each one's
# vector, the cost of which it does not count: up to 700 ms, where the index finds them in 40.
_FOUND = """
    WITH holding AS MATERIALIZED (
        SELECT article_id, key, words FROM articles_findable
        WHERE words @@ (SELECT %s::tsquery) AND key BETWEEN %s AND %s
            AND publish_at BETWEEN %s AND %s AND (expire_at IS NULL OR expire_at > %s)
        ORDER BY key DESC LIMIT %s
    ), newest AS MATERIALIZED (
        SELECT * FROM holding {phrases} ORDER BY key DESC LIMIT %s
    )
    SELECT article_id, count(*) OVER () FROM newest ORDER BY {score} key DESC LIMIT %s OFFSET %s
"""
# Whether words stand side by side the index does not know: each vector is read. So a phrase is looked
# for in so many of the newest articles that hold its words, which is fewer than all only where words
# that nearly every article holds are looked for in a very large archive.
LOOKED_THROUGH = 20_000
# Weights of D (marks), C (body), B (standfirst), A (headline); 1: a long article is no better for it.
_SCORE = "ts_rank('{0, 0.1, 0.4, 1}', words, %s::tsquery, 1) DESC,"


def write(entries: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM articles_findable WHERE article_id = ANY(%s)",
            [[entry.article_id for entry in entries]],
        )
        cursor.executemany(
            "INSERT INTO articles_findable (key, article_id, publish_at, expire_at, words)"
            " VALUES (%s, %s, %s, %s, %s::tsvector)",
            [[e.key, e.article_id, e.publish_at, e.expire_at, _vector(e)] for e in entries],
        )


def found(asked, narrowed, by_relevance: bool, most: int, start: int, size: int) -> list[tuple]:
    """(article id, how many there are) for each article of a page."""
    phrases = [phrase for phrase in (*asked.wanted, *asked.unwanted) if len(phrase) > 1]
    wanted = " & ".join(map(_phrase, asked.wanted))
    unwanted = [f"!{_phrase(one)}" for one in asked.unwanted]
    held = [_quoted(word) for phrase in asked.wanted for word in phrase]
    held += [f"!{_phrase(one)}" for one in asked.unwanted if len(one) == 1]
    held += [f"({' | '.join(map(_quoted, marks))})" for marks in narrowed.marks]
    values = [" & ".join(held), *narrowed.keys, narrowed.since, narrowed.until, narrowed.at]
    values += [LOOKED_THROUGH, " & ".join([wanted, *unwanted])] if phrases else [most]
    values += [most, *([wanted] if by_relevance else []), size, start]
    sql = _FOUND.replace("{phrases}", "WHERE words @@ %s::tsquery" if phrases else "")
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("{score}", _SCORE if by_relevance else ""), values)
        return cursor.fetchall()


def _vector(entry) -> str:
    """The words with their places. A step between two parts: no phrase reaches across."""
    place, told = 1, []
    for part, weight in ((entry.headline, "A"), (entry.standfirst, "B"), (entry.body, "C")):
        told += [f"{_quoted(word)}:{number}{weight}" for number, word in enumerate(part, place)]
        place += len(part) + 1
    return " ".join([*told, *map(_quoted, entry.marks)])


def _phrase(words: tuple[str, ...]) -> str:
    return "(" + " <-> ".join(map(_quoted, words)) + ")"


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
