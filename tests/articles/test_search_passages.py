"""The passage that a result shows: where it begins and ends, and what is marked in it."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from articles.search.asking import asked_for
from articles.search.passages import LENGTH, result
from portal.markup import marked


def passage(query, body="", standfirst="", headline="A headline"):
    article = Article(headline=headline, standfirst=standfirst, body=f"<p>{body}</p>")
    return result(article, asked_for(query)).passage


def test_a_short_text_is_shown_whole():
    assert passage("tunnel", "The tunnel opens.") == "The <mark>tunnel</mark> opens."


def test_a_phrase_is_marked_as_one_and_its_words_alone_are_not():
    body = "A city, a council. The city council met; city councils do."
    assert passage('"city council"', body).count("<mark>") == 1
    assert "<mark>city council</mark> met" in passage('"city council"', body)


def test_a_word_inside_a_phrase_is_marked_once():
    told = passage('"city council" council', "The city council met.")
    assert told == "The <mark>city council</mark> met."


def test_a_long_text_is_cut_to_where_most_of_what_was_asked_for_stands():
    body = "One tunnel. " + "Other words stand here. " * 60 + "Then the tunnel and the harbour. "
    told = passage("harbour tunnel", body + "More follows. " * 30)
    assert told.startswith("…Then the <mark>tunnel</mark> and the <mark>harbour</mark>.")
    assert told.endswith("…")
    assert len(re.sub("<.*?>", "", told)) <= LENGTH + 2


def test_it_begins_with_a_word_where_no_sentence_begins_nearby():
    told = passage("tunnel", "word " * 300 + "tunnel " + "word " * 300)
    assert told.startswith("…word word") and "<mark>tunnel</mark>" in told


def test_a_text_without_spaces_is_cut_too():
    told = passage("北京", "字" * 900 + "北京" + "字" * 900)
    assert "<mark>北京</mark>" in told and len(told) < LENGTH + 30


def test_the_standfirst_is_shown_if_it_holds_as_much_as_the_body():
    assert passage("tunnel", "A tunnel.", "The tunnel.") == "The <mark>tunnel</mark>."
    assert passage("tunnel", "A tunnel.", "A road.") == "A <mark>tunnel</mark>."


def test_where_only_the_headline_answers_the_standfirst_is_shown_as_it_is():
    assert passage("otters", "Some text.", "The summary.", "Otters") == "The summary."
    assert passage("otters", "Some text.", "", "Otters") == "Some text."
    assert passage("otters", "", "", "Otters") == ""


def test_what_is_left_out_is_not_marked():
    assert passage("tunnel -harbour", "A tunnel, a harbour.").count("<mark>") == 1


def test_marks_stand_around_text_and_never_inside_markup():
    text = '<b>"x" & y</b>'
    assert marked(text, [(1, 2), (3, 6)]) == (
        '&lt;<mark>b</mark>&gt;<mark>"x"</mark> &amp; y&lt;/b&gt;'
    )
    assert marked(text, []) == '&lt;b&gt;"x" &amp; y&lt;/b&gt;'


@given(st.text(max_size=600), st.text(max_size=60))
def test_whatever_is_printed_and_typed_the_passage_is_the_text_itself(text, query):
    told = result(Article(headline=text, standfirst=text), asked_for(query)).passage
    plain = re.sub(r"</?mark>", "", told)
    for sign, written in (("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")):
        plain = plain.replace(written, sign)
    assert plain.strip("…") in text or plain in text
    assert re.sub(r"<mark>[^<]*</mark>", "", told).count("<") == 0


@pytest.mark.parametrize("query", ["nowhere", "w", '"w w w w w w w x"', "wörd"])
def test_a_page_of_the_longest_articles_costs_no_time(query):
    article = Article(headline="Long", standfirst="", body="<p>" + "wörd w " * 20_000 + "</p>")
    start = time.process_time()
    result(article, asked_for(query))
    assert time.process_time() - start < 1
