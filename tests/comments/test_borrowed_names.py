"""Names that are not everybody's: the paper's, its people's, and those of others in the discussion."""

import uuid

import pytest

from articles.models import Author
from comments.models import Comment
from comments.people.lookalikes import LOOK_LIKE, skeleton
from comments.people.names import borrowed_from, why_not
from portal.models import User
from tests import factories, people
from tests.comments.knowing import commenter, knows
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db

ADA = [
    "Ada Lindqvist",
    "ada  LINDQVIST",
    "Adа Lindqvist",  # a Cyrillic а
    "Αda Lindqνist",  # a Greek Α and ν
    "Ada Lіndqvіst",  # a Ukrainian і
    "Ada 1indqvist",
    "Ada Lindqvíst",
    "Ａｄａ Ｌｉｎｄｑｖｉｓｔ",
    "𝐀𝐝𝐚 𝐋𝐢𝐧𝐝𝐪𝐯𝐢𝐬𝐭",
    "A\u200bda Lind\u00adqvist",
    "AdaLindqvist",
    "A.d.a L-i-n-d-q-v-i-s-t",
    "Lindqvist, Ada",
    "Ada Lindqv\u0336ist",
    "ᴀᴅᴀ ʟɪɴᴅQᴠɪsᴛ",
    "Ada Lindqvist ✓",
]


@pytest.fixture(autouse=True)
def staff(db, settings):
    settings.SITE_NAME = "The Aldine Courier"
    factories.author("Ada Lindqvist")
    people.moderator(first_name="Mina", last_name="Marković")
    people.editor(is_active=False, first_name="Edith", last_name="Former")


@pytest.mark.parametrize("name", ADA)
def test_an_authors_name_is_known_in_every_disguise(name):
    assert borrowed_from(name) == "Ada Lindqvist"


@pytest.mark.parametrize(
    "name", ["Mina Markovic", "Mina Marković", "Міna Markоvić", "Rnina Markovic"]
)
def test_so_is_the_name_of_those_who_work_here(name):
    assert borrowed_from(name) == "Mina Marković"


@pytest.mark.parametrize(
    "name",
    [
        "Admin",
        "admin",
        "4dm1n",
        "Αdmin",
        "A D M I N",
        "Site Administrator",
        "The moderator",
        "M0derator",
        "Mоderator Bob",
        "Editor",
        "The Editor",
        "Staff",
        "Author",
        "Aldine Courier",
        "The Aldine Courier",
        "A1dine  C0urier",
        "Aldine Courier Support",
        "AldineCourierTeam",
    ],
)
def test_so_are_the_papers_own_names(name):
    assert borrowed_from(name)


@pytest.mark.parametrize(
    "name",
    [
        "Rita Reader",
        "Ada",
        "Ada L. Lindqvist",
        "Ada Lindqvist from Halverstad",
        "Ada Lindqvists",
        "Edith Former",
        "Stafford",
        "Mary Author",
        "Editha",
        "Aldine",
        "Portalegre",
        "Анна Каренина",
        "Γιώργος",
        "محمد",
        "李小龍",
        "김민준",
        "Đorđe Ilić",
        "O'Brien",
        "!!!",
        "",
    ],
)
def test_other_names_are_free(name):
    assert borrowed_from(name) == ""


def test_a_short_name_of_the_site_is_taken_as_a_word_only(settings):
    settings.SITE_NAME = "Portal"
    assert borrowed_from("Portal") and borrowed_from("P0rtal team")
    assert borrowed_from("João de Portalegre") == ""


def test_the_words_in_the_papers_language_are_taken_too(settings):
    assert why_not("Admin").endswith("where you live.")
    assert "Ada Lindqvist" in why_not("Adа Lindqvist")


def test_no_letter_looks_like_two():
    others = "".join(LOOK_LIKE.values())
    assert len(others) == len(set(others))
    assert not any(other.isascii() for other in others)


@pytest.mark.parametrize("length", [60, 5000])
def test_any_text_has_a_skeleton(length):
    for character in ("\u0336", "a\u0301", "\U0001f600", "\ufdfa", "\ud800", "\x00"):
        assert isinstance(skeleton(character * length), str)


# Where it is asked


@pytest.mark.parametrize("name", ["Adа Lindqvist", "Moderator", "Aldine Courier"])
def test_a_comment_under_such_a_name_is_refused_and_the_text_kept(reader, article, name):
    before = all_rows()
    answer = reader.writes(article, "My words.", name=name)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "My words." in said and "initial" in said
    assert all_rows() == before


def test_nobody_speaks_under_the_name_of_somebody_known_in_the_same_discussion(reader, article):
    factories.comment(article, "I am known.", "approved", name="Kai", commenter=commenter())
    assert reader.writes(article, name="Κai").status_code == 422
    elsewhere = factories.published("Another article")
    assert reader.writes(elsewhere, name="Kai").status_code == 303


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withdrawn"])
def test_a_name_that_nobody_sees_there_is_told_to_nobody(reader, article, status):
    factories.comment(article, "Hidden.", status, name="Kai", commenter=commenter())
    assert reader.writes(article, name="Kai").status_code == 303


def test_names_of_the_unknown_are_free(reader, article):
    factories.comment(article, "Who am I?", "approved", name="Kai")
    assert reader.writes(article, name="Kai").status_code == 303


def test_whoever_is_known_goes_on_with_their_name(reader, article):
    kai = commenter(name="Kai")
    factories.comment(article, "I am known.", "approved", name="Kai", commenter=kai)
    assert borrowed_from("Kai", kai, article) == ""
    Author.objects.create(name="Kai", slug="kai")
    assert borrowed_from("Kai", kai) == "" and borrowed_from("Kai", commenter("b@c.de", "Bo"))
    assert knows(reader, kai, uuid.uuid4()).writes(article, "Still me.").status_code == 303
    assert Comment.objects.get(text="Still me.").name == "Kai"


def test_it_is_quick_with_many_authors(django_assert_num_queries):
    Author.objects.bulk_create(Author(name=f"Author {n}", slug=f"a{n}") for n in range(300))
    User.objects.bulk_create(User(username=f"u{n}", is_staff=True) for n in range(100))
    with django_assert_num_queries(2):
        assert borrowed_from("Nobody In Particular") == ""
