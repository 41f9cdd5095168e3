"""Moderators are mailed about what waits, as each of them wishes; and nothing that a reader wrote."""

import zoneinfo
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.test import Client

from comments.desk.alerting import alert_moderators
from comments.models import Alert, Appeal, Beat, Report
from portal.outbox import Mail
from tests import factories, people
from tests.comments.at_once import at_once
from tests.comments.pages import judge
from tests.comments.rows import all_rows

pytestmark = pytest.mark.django_db
URL = "/moderation/alerts/"
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)
SECRETS = ["Xyzzy", "plugh@hollow.example", "Rita", "192.0.2.7"]


@pytest.fixture
def mina(mina):
    mina.email = "mina@courier.example"
    mina.save()
    return mina


def wishes(moderator, pace, section=None, at=AT):
    Alert.choose(moderator, section and section.pk, pace, at)


def waits(article, at, **fields):
    return factories.comment(
        article,
        "Xyzzy waits here.",
        at=at,
        name="Rita Reader",
        email="plugh@hollow.example",
        address="192.0.2.7",
        **fields,
    )


def mailed():
    return list(Mail.objects.filter(about__startswith="moderator:").order_by("id"))


# At once


def test_something_new_is_mailed_within_a_minute(article, mina):
    wishes(mina, "at_once")
    alert_moderators(AT + A_MINUTE)
    assert mailed() == []
    waits(article, AT + 2 * A_MINUTE)
    alert_moderators(AT + 3 * A_MINUTE)
    (mail,) = mailed()
    assert (mail.to, mail.subject) == ("mina@courier.example", "Moderation: 1 new")
    assert article.headline in mail.text
    assert "1 comment waits" in mail.text
    assert "/moderation/\n" in mail.text and "/moderation/alerts/\n" in mail.text


def test_the_same_is_not_mailed_twice(article, mina):
    wishes(mina, "at_once")
    waits(article, AT + A_MINUTE)
    for minutes in (2, 3, 15, 60):
        alert_moderators(AT + minutes * A_MINUTE)
    assert len(mailed()) == 1


def test_at_most_every_ten_minutes(article, mina):
    wishes(mina, "at_once")
    for minute in range(1, 31):
        waits(article, AT + minute * A_MINUTE)
        alert_moderators(AT + minute * A_MINUTE + A_MINUTE / 2)
    moments = [mail.made_at for mail in mailed()]
    assert len(moments) == 3
    assert all(later - one >= 10 * A_MINUTE for one, later in pairwise(moments))
    assert "21 comments wait" in mailed()[-1].text


def test_what_was_ruled_on_meanwhile_is_no_news(article, mina):
    wishes(mina, "at_once")
    waits(article, AT + A_MINUTE).approve(by=mina)
    alert_moderators(AT + 2 * A_MINUTE)
    assert mailed() == []


def test_what_may_not_be_committed_yet_counts_next_time(article, mina):
    wishes(mina, "at_once")
    waits(article, AT + A_MINUTE)
    alert_moderators(AT + A_MINUTE + timedelta(seconds=1))
    assert mailed() == []
    alert_moderators(AT + A_MINUTE + timedelta(seconds=21))
    assert len(mailed()) == 1


def test_old_work_is_no_news(article, mina):
    waits(article, AT - timedelta(days=1))
    wishes(mina, "at_once")
    alert_moderators(AT + 20 * A_MINUTE)
    assert mailed() == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_mail_once(article, mina):
    wishes(mina, "at_once")
    wishes(mina, "at_once", factories.section())
    for minutes in range(1, 60, 12):
        waits(article, AT + minutes * A_MINUTE)
        moment = AT + (minutes + 1) * A_MINUTE
        at_once(*[lambda moment=moment: alert_moderators(moment)] * 3)
    assert len(mailed()) == 5


# Once a day


def test_at_seven_where_the_paper_is(article, mina, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    wishes(mina, "daily")
    waits(article, AT + A_MINUTE)
    berlin = zoneinfo.ZoneInfo("Europe/Berlin")
    seven = datetime(2026, 11, 21, 7, tzinfo=berlin)
    for at in (AT + 2 * A_MINUTE, seven - A_MINUTE):
        alert_moderators(at)
        assert mailed() == []
    for at in (seven, seven + A_MINUTE, seven + timedelta(hours=20)):
        alert_moderators(at)
        (mail,) = mailed()
    assert mail.subject == "Moderation today: 1 waits"
    alert_moderators(seven + timedelta(days=1))
    assert len(mailed()) == 2


def test_a_worker_that_was_away_at_seven_makes_up_for_it(article, mina):
    wishes(mina, "daily")
    waits(article, AT + A_MINUTE)
    alert_moderators(AT + timedelta(hours=22))
    assert len(mailed()) == 1


def test_on_a_day_without_work_there_is_no_mail(article, mina):
    wishes(mina, "daily")
    alert_moderators(AT + timedelta(days=1))
    assert mailed() == []


# What it says


def test_it_tells_of_everything_and_of_nothing_that_readers_wrote(article, mina):
    wishes(mina, "daily")
    comment = waits(article, AT + A_MINUTE)
    told = {"comment": comment, "explanation": "Xyzzy", "name": "Rita", "at": AT + A_MINUTE}
    Report.objects.create(kind="breach", email="plugh@hollow.example", **told)
    Report.objects.create(kind="illegal", **told)
    Appeal.objects.create(comment=comment, text="Xyzzy", at=AT + A_MINUTE)
    alert_moderators(AT + timedelta(days=1))
    (mail,) = mailed()
    for line in ("1 comment waits", "1 report by a", "1 notice of illegal content", "1 appeal;"):
        assert line in mail.text
    for queue in ("reported", "notices", "appeals"):
        assert f"/moderation/?queue={queue}\n" in mail.text
    assert not [secret for secret in SECRETS if secret in mail.subject + mail.text]
    assert mail.subject == "Moderation today: 4 wait"


def test_a_headline_is_no_link(article, mina):
    article = factories.published("Evil.example & <b>co</b>: http://evil.example/x")
    wishes(mina, "at_once")
    waits(article, AT + A_MINUTE)
    alert_moderators(AT + 2 * A_MINUTE)
    assert "Evil[.]example & <b>co</b>: http[:]//evil[.]example/x" in mailed()[0].text


# For whom


@pytest.fixture
def sections(article):
    """A waiting comment in each of two sections."""
    for name in ("World", "Sport"):
        one = factories.published(f"Of {name}", section=factories.section(name))
        waits(one, AT + A_MINUTE)
    return {name: factories.section(name) for name in ("World", "Sport")}


def test_only_the_sections_wished_for(sections, mina):
    wishes(mina, "at_once", sections["Sport"])
    alert_moderators(AT + 2 * A_MINUTE)
    (mail,) = mailed()
    assert "Of Sport" in mail.text and "Of World" not in mail.text


@pytest.mark.parametrize("wish", ["all", "World"])
def test_never_more_than_the_beat(sections, mina, wish):
    wishes(mina, "at_once", sections.get(wish))
    wishes(mina, "at_once", sections["Sport"])
    Beat.objects.create(moderator=mina, section=sections["Sport"])
    alert_moderators(AT + 2 * A_MINUTE)
    (mail,) = mailed()
    assert "Of Sport" in mail.text and "Of World" not in mail.text
    assert "1 comment waits" in mail.text


@pytest.mark.parametrize("change", ["left", "not a moderator", "no address"])
def test_whoever_is_no_moderator_any_more_hears_nothing(article, mina, change):
    wishes(mina, "at_once")
    wishes(mina, "daily")
    waits(article, AT + A_MINUTE)
    if change == "left":
        mina.is_active = False
    elif change == "no address":
        mina.email = ""
    else:
        mina.groups.clear()
    mina.save()
    alert_moderators(AT + timedelta(days=1))
    assert not Mail.objects.exists()


# The page


def test_a_moderator_chooses(article, mina, desk):
    sport = factories.section("Sport")
    page = judge(desk.get(URL))
    assert "mina@courier.example" in page.words and "All sections" in page.words
    form = {"all": "daily", f"section-{sport.pk}": "at_once"}
    assert "Your wishes are kept." in judge(desk.post(URL, form, follow=True)).words
    kept = set(Alert.objects.values_list("moderator", "section", "pace"))
    assert kept == {(mina.pk, None, "daily"), (mina.pk, sport.pk, "at_once")}
    before = all_rows()
    desk.post(URL, form)
    assert {name: rows for name, rows in all_rows().items() if "session" not in name} == {
        name: rows for name, rows in before.items() if "session" not in name
    }
    desk.post(URL, {"all": ""})
    assert not Alert.objects.exists()


def test_a_moderator_chooses_within_the_beat_only(mina, desk):
    sport, world = factories.section("Sport"), factories.section("World")
    Beat.objects.create(moderator=mina, section=sport)
    page = judge(desk.get(URL))
    assert "All my sections" in page.words and "Sport" in page.words
    assert not [f for _, f in page.elements if f.get("name") == f"section-{world.pk}"]
    desk.post(URL, {f"section-{world.pk}": "at_once"})
    assert not Alert.objects.exists()


def test_what_is_no_choice_is_refused(desk):
    response = desk.post(URL, {"all": "hourly"})
    assert response.status_code == 422
    assert not Alert.objects.exists()


def test_without_an_address_the_page_says_so(desk, mina):
    mina.email = ""
    mina.save()
    assert "no e-mail address" in judge(desk.get(URL)).words


@pytest.mark.parametrize("who", [people.stranger, people.editor])
def test_the_page_is_for_moderators(db, who):
    client = Client()
    assert client.get(URL).status_code == 302
    client.force_login(who())
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"all": "daily"}).status_code == 403
    assert not Alert.objects.exists()


def test_looking_changes_nothing(desk):
    before = all_rows()
    desk.get(URL)
    assert all_rows() == before
