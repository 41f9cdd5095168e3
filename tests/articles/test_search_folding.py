"""Letters folded: what is one word to readers is one word to the search, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.folding import LONGEST, folded, words


def fold(text):
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Zvečan", "zvecan"),
        ("Đorđe", "dorde"),
        ("ışık", "isik"),
        ("IŞIK", "ışık"),
        ("İstanbul", "istanbul"),
        ("Београд", "beograd"),
        ("Ђорђе", "Đorđe"),
        ("Чачак", "Čačak"),
        ("Љубљана", "Ljubljana"),
        ("Џез", "džez"),
        ("Straße", "STRASSE"),
        ("Ærø", "aero"),
        ("Łódź", "lodz"),
        ("Αθήνα", "athina"),
        ("e\u0301te\u0301", "été"),
        ("co\u00adoperate", "cooperate"),
        ("Ｐｏｒｔ", "port"),
        ("ﬁnal", "final"),
        ("القَاهِرَة", "القاهره"),
        ("أحمد", "احمد"),
        ("كتــاب", "كتاب"),
        ("قیمت", "قيمت"),
        ("٢٠٢٦", "2026"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_spelled_one_way_it_is_found_by_the_other(printed, typed):
    assert fold(printed) == fold(typed)
    assert len(fold(printed)) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("北京", "背景"), ("علم", "الم"), ("किताब", "कतब"), ("was", "wash")]
)
def test_words_that_differ_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_apostrophes_and_hyphens_part_words():
    assert fold("İstanbul’da COVID-19 can't a_b") == [
        *("istanbul", "da"),
        *("covid", "19"),
        *("can", "t"),
        *("a", "b"),
    ]


def test_scripts_without_spaces_are_taken_sign_by_sign():
    assert fold("北京大学") == list("北京大学")
    assert fold("서울에서") == ["서", "울", "에", "서"]
    assert fold("東京でPort") == ["東", "京", "で", "port"]


def test_signs_and_pictures_are_no_words():
    assert fold("!? 😀 — \0 «» \" ' * ()") == []


def test_every_word_knows_where_it_stands_in_the_text_as_printed():
    text = "Das Žižkov-Fest, в Београду."
    assert [text[word.start : word.end] for word in words(text)] == [
        "Das",
        "Žižkov",
        "Fest",
        "в",
        "Београду",
    ]


@given(st.text(max_size=80))
def test_whatever_is_typed_has_words_that_both_databases_can_hold(text):
    for word in words(text):
        assert 0 < len(word.folded) <= LONGEST
        assert not any(c.isspace() or c in "\0\"'\\§" for c in word.folded)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    for word in words(text):
        if word.folded.isascii():
            assert folded(word.folded) == word.folded
