"""Nobody is banned in the shadow: for a time or for good, for a reason, and whoever is banned is told."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Ban, Commenter
from comments.models.ban import FORGOTTEN
from portal.outbox import Mail
from tests import factories
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def rita(db):
    return Commenter.objects.create(
        email="rita@hollow.example", name="Rita", confirmed_at=timezone.now()
    )


@pytest.fixture
def hers(article, rita):
    return factories.comment(
        article,
        "Xyzzy.",
        name="Rita",
        commenter=rita,
        browser=uuid.UUID(int=1),
        address="198.51.100.7",
        address_until=timezone.now() + DAY,
    )


@pytest.fixture
def unknown(article):
    return factories.comment(
        article, "Plugh.", browser=uuid.UUID(int=2), address="198.51.100.8", email="a@b.example"
    )


def form(**fields):
    return {"whom": "commenter", "how_long": "week", "reason": "insult", "note": ""} | fields


# The verbs


def test_a_ban_stands_until_its_end(rita, mina):
    now = timezone.now()
    Ban.impose(by=mina, commenter=rita, reason="insult", until=now + DAY, at=now)
    assert Ban.objects.standing(now).against(commenter=rita).exists()
    assert not Ban.objects.standing(now + DAY).against(commenter=rita).exists()


def test_a_ban_for_good_has_no_end(rita, mina):
    Ban.impose(by=mina, commenter=rita, reason="insult")
    assert Ban.objects.standing(timezone.now() + 9000 * DAY).against(commenter=rita).exists()


@pytest.mark.parametrize(
    "mark", [{"browser": uuid.UUID(int=1)}, {"address": "198.51.100.7"}, {"commenter": "rita"}]
)
def test_a_ban_meets_whom_it_names_and_nobody_else(rita, mina, mark):
    other = Commenter.objects.create(email="o@b.example", name="O", confirmed_at=timezone.now())
    mark = {"commenter": rita} if "commenter" in mark else mark
    Ban.impose(by=mina, reason="insult", **mark)
    standing = Ban.objects.standing(timezone.now())
    assert standing.against(**mark).count() == 1
    assert not standing.against().exists()
    strangers = {"commenter": other, "browser": uuid.UUID(int=9), "address": "198.51.100.9"}
    assert not standing.against(**strangers).exists()
    assert standing.against(**strangers | mark).count() == 1


def test_the_same_ban_twice_is_one(rita, mina):
    assert Ban.impose(by=mina, commenter=rita, reason="insult")
    before = all_rows()
    assert Ban.impose(by=mina, commenter=rita, reason="other", note="Again.") is None
    assert all_rows() == before


def test_a_ban_of_a_machine_ends_when_addresses_are_forgotten(mina, settings):
    settings.COMMENTS_KEEP_ADDRESS_DAYS = 10
    now = timezone.now()
    for number, until in enumerate((None, now + 90 * DAY)):
        ban = Ban.impose(by=mina, address=f"a{number}", reason="insult", until=until, at=now)
        assert ban.until == now + 10 * DAY
    short = Ban.impose(by=mina, address="b", reason="insult", until=now + DAY, at=now)
    assert short.until == now + DAY


def test_the_address_is_dropped_once_the_ban_is_over(mina):
    now = timezone.now()
    over = Ban.impose(by=mina, address="198.51.100.7", reason="insult", until=now + DAY, at=now)
    lifted = Ban.impose(by=mina, address="198.51.100.8", reason="insult", at=now)
    stands = Ban.impose(by=mina, address="198.51.100.9", reason="insult", at=now)
    lifted.lift(by=mina, at=now)
    assert Ban.objects.forget_addresses(now + DAY) == 2
    assert Ban.objects.forget_addresses(now + DAY) == 0
    told = {ban.pk: ban.address for ban in Ban.objects.all()}
    assert told == {over.pk: FORGOTTEN, lifted.pk: FORGOTTEN, stands.pk: "198.51.100.9"}


# What the banned person is told


def test_a_commenter_is_told_by_mail_why_until_when_and_where_to_complain(rita, mina, settings):
    now = timezone.now()
    note = "You called somebody names."
    ban = Ban.impose(by=mina, commenter=rita, reason="insult", note=note, until=now + DAY, at=now)
    mail = Mail.objects.get()
    assert mail.to == rita.email and mail.about == f"ban:{ban.pk}"
    assert mail.not_before == now + timedelta(minutes=settings.COMMENTS_UNDO_MINUTES)
    assert "insults or harasses somebody" in mail.text
    assert note in mail.text
    assert "no automated means" in mail.text
    assert "/comments/statements/" in mail.text
    assert str(timezone.localtime(ban.until).year) in mail.text
    assert "mina" not in mail.text.lower()


def test_who_reads_of_a_ban_for_good_reads_that(rita, mina):
    Ban.impose(by=mina, commenter=rita, reason="illegal")
    mail = Mail.objects.get()
    assert "no end date" in mail.text and "rests on the law" in mail.text


@pytest.mark.parametrize("mark", [{"browser": uuid.UUID(int=1)}, {"address": "198.51.100.7"}])
def test_nobody_is_mailed_about_a_browser_or_a_machine(hers, mina, mark):
    Ban.impose(by=mina, reason="insult", **mark)
    assert not Mail.objects.exists()


def test_the_banned_person_reads_the_reason_at_the_form(article, reader, mina):
    Ban.impose(by=mina, address="198.51.100.7", reason="advertising", note="Enough links.")
    response = reader.writes(article, "One more thing about the bridge.")
    page = response.content.decode()
    assert response.status_code in (403, 409, 422)
    assert "advertises" in page and "Enough links." in page
    assert "One more thing about the bridge." in page


def test_lifting_takes_back_the_mail_that_waits(rita, mina):
    ban = Ban.impose(by=mina, commenter=rita, reason="insult")
    assert ban.lift(by=mina)
    assert not Mail.objects.exists()


def test_whoever_had_been_told_is_told_of_the_lifting_once(rita, mina):
    ban = Ban.impose(by=mina, commenter=rita, reason="insult")
    Mail.objects.update(sent_at=timezone.now())
    assert ban.lift(by=mina) and not ban.lift(by=mina)
    assert "again" in Mail.objects.get(sent_at__isnull=True).subject
    assert (ban.lifted_by, Mail.objects.count()) == (mina, 2)


# At the desk


@pytest.mark.parametrize(
    ("how_long", "days"), [("day", 1), ("week", 7), ("month", 30), ("good", None)]
)
def test_a_moderator_bans_for_a_time_or_for_good(desk, hers, rita, how_long, days):
    url = f"/moderation/people/{rita.pk}/ban/"
    response = desk.post(url, form(how_long=how_long, note="Enough."))
    assert response.status_code == 302
    ban = Ban.objects.get()
    assert (ban.commenter, ban.by.username, ban.note) == (rita, "mina", "Enough.")
    assert (ban.until and (ban.until - ban.at).days) == days
    page = desk.get(f"/moderation/people/{rita.pk}/").content.decode()
    assert "The commenter is banned" in page and "Enough." in page


def test_the_form_on_the_page_is_the_one_that_bans(desk, hers, unknown, rita):
    for page, action in (
        (f"/moderation/people/{rita.pk}/", f"/moderation/people/{rita.pk}/ban/"),
        (f"/moderation/{unknown.pk}/writer/", f"/moderation/{unknown.pk}/ban/"),
    ):
        assert f'action="{action}"' in desk.get(page).content.decode()
        again = desk.post(action, form(reason=""))
        assert f'action="{action}"' in again.content.decode()


def test_until_the_end_of_a_day(desk, hers, rita):
    day = timezone.localdate() + 3 * DAY
    form_ = form(how_long="date", day=day.isoformat())
    desk.post(f"/moderation/people/{rita.pk}/ban/", form_)
    until = timezone.localtime(Ban.objects.get().until)
    assert (until.date(), until.hour, until.minute) == (day, 23, 59)


@pytest.mark.parametrize(
    ("whom", "field", "mark"),
    [("browser", "browser", uuid.UUID(int=2)), ("address", "address", "198.51.100.8")],
)
def test_an_unknown_writer_is_banned_by_browser_or_machine(desk, unknown, whom, field, mark):
    url = f"/moderation/{unknown.pk}/ban/"
    assert desk.post(url, form(whom=whom)).status_code == 302
    ban = Ban.objects.get()
    assert getattr(ban, field) == mark
    assert "198.51.100.8" not in desk.get(f"/moderation/{unknown.pk}/writer/").content.decode()
    assert "198.51.100.8" not in desk.get("/moderation/bans/").content.decode()


def test_banning_twice_is_harmless(desk, hers, rita):
    for _ in range(2):
        desk.post(f"/moderation/people/{rita.pk}/ban/", form())
    assert Ban.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"whom": ""},
        {"whom": "everybody"},
        {"how_long": ""},
        {"how_long": "date", "day": ""},
        {"how_long": "date", "day": "31.31.2026"},
        {"how_long": "date", "day": "2001-01-01"},
        {"how_long": "date", "day": "9999-12-31"},
        {"reason": ""},
        {"reason": "rule"},
        {"reason": "other", "note": " "},
        {"note": "x" * 1001},
    ],
)
def test_a_form_that_says_too_little_is_given_back(desk, hers, rita, wrong):
    before = all_rows()
    fields = form(note="Kept all the same.") | wrong
    response = desk.post(f"/moderation/people/{rita.pk}/ban/", fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="errors"' in page
    assert fields["note"].strip() in page
    assert all_rows() == before


def test_lifting_at_the_desk(desk, hers, rita, mina):
    ban = Ban.impose(by=mina, commenter=rita, reason="insult")
    url = f"/moderation/bans/{ban.pk}/lift/"
    response = desk.post(url, {"back": f"/moderation/people/{rita.pk}/"})
    assert response["Location"] == f"/moderation/people/{rita.pk}/"
    ban.refresh_from_db()
    assert ban.lifted_by == mina
    before = all_rows()
    desk.post(url)
    assert {**all_rows(), "django_session": 0} == {**before, "django_session": 0}


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example/",
        "https://evil.example/moderation/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/moderation/../admin/",
        "/",
        "/admin/",
        "moderation/",
        "/moderation/nowhere/at/all/",
        "http:///moderation/",
        "/\t/evil.example/",
    ],
)
def test_a_deed_leads_back_to_the_desk_and_nowhere_else(desk, hers, rita, mina, evil):
    ban = Ban.impose(by=mina, commenter=rita, reason="insult")
    response = desk.post(f"/moderation/bans/{ban.pk}/lift/", {"back": evil})
    assert response["Location"] == "/moderation/bans/"


def test_the_list_shows_standing_bans_alone(desk, rita, mina):
    now = timezone.now()
    other = Commenter.objects.create(email="o@b.example", name="Olga", confirmed_at=now)
    Ban.impose(by=mina, commenter=rita, reason="insult")
    Ban.impose(by=mina, commenter=other, reason="insult", at=now - 2 * DAY, until=now - DAY)
    page = desk.get("/moderation/bans/").content.decode()
    assert "Rita" in page and "Olga" not in page


def test_the_list_takes_the_same_queries_for_many(desk, mina, django_assert_max_num_queries):
    for number in range(25):
        who = Commenter.objects.create(
            email=f"{number}@b.example", name="N", confirmed_at=timezone.now()
        )
        Ban.impose(by=mina, commenter=who, reason="insult")
    with django_assert_max_num_queries(12):
        desk.get("/moderation/bans/")
