"""Fills an empty site with an Arabic paper, for the screenshots: the demo's loading, other words.

LANGUAGE_CODE=ar python -m tests.audit.arabic
"""

from pathlib import Path

import django

NAME = "بريد ألدين"
SECTIONS = [
    ("city", "المدينة", "بورت ألدين شارعًا شارعًا: المجلس والميناء والترام."),
    ("politics", "السياسة", "من يقرّر في الجمهورية، وماذا قرّر."),
    ("world", "العالم", "تقارير مما وراء المضيق."),
    ("business", "الاقتصاد", "الأحواض والمخابز والمعاشات: كم تكلّف، ومن يقبض."),
    ("science", "العلوم", "ما يُكتشف، وكيف عُرف."),
    ("culture", "الثقافة", "المسارح والشاشات والصفحات، ومن وراءها."),
    ("sport", "الرياضة", "تُلعب هنا، وتُشاهد هنا، ويُختلف عليها هنا."),
    ("opinion", "الرأي", "حجج يوقّعها أصحابها."),
]
AUTHORS = [
    ("ليان حدّاد", "محرّرة شؤون المدينة. تغطّي الميناء منذ إضراب العبّارات قبل الأخير."),
    ("سامي منصور", "مراسل سياسي. يقرأ الملاحق."),
    ("ميرا الصبّاغ", "محرّرة الشؤون الدولية، عملت في ثلاث عواصم."),
    ("جاد برّي", "مراسل اقتصادي، وكان محاسب سفينة لفترة قصيرة."),
    ("سلمى كيالي", "مراسلة علمية. تسأل كيف قاسوا ذلك."),
    ("رنا العبّود", "الثقافة وصفحة الرأي."),
    ("نديم الخوري", "الرياضة، وما يشبهها."),
]
STAFF = [
    ("chief", "رئيس التحرير", "*", None),
    ("ada", "ليان حدّاد", "Editors", "ليان حدّاد"),
    ("mina", "مينا سوريل", "Moderators", None),
    ("ruben", "روبن فالي", "Moderators", None),
]
SLOTS = [
    ("lead", 1, "harbour-tunnel", "", None, None),
    ("secondary", 1, "council-vote", "", None, None),
]


def talk():
    """What readers say under the story of the tunnel."""
    from portal.demo.talk import Remark

    return {
        "harbour-tunnel": (
            Remark(
                "هناء فارس",
                "أحد عشر أسبوعًا تعني خمسة وخمسين صباحًا على الطريق الدائري. أعمل ليلًا في المستشفى، ولا "
                "أخجل من القول إنني بكيت قليلًا في موقف السيارات.",
                4,
                replies=(
                    Remark("داود بترو", "لقد كتبتِ للتو دراسة الجدوى كلها.", 6),
                    Remark(
                        "أم سليم",
                        "النوبة نفسها، في المبنى الآخر. قرأتُ تعليقكِ في غرفة الشاي فصفّقوا.",
                        12,
                        replies=(
                            Remark(
                                "هناء فارس", "إذًا لوّحي لي، سيارتي الخضراء ذات الغطاء الواحد.", 9
                            ),
                        ),
                    ),
                ),
            ),
            Remark(
                "عابر الرصيف",
                "قبل الموعد وبأقل من الميزانية؟ في هذه المدينة؟ هل تأكد أحد من أن هناك نفقًا أصلًا؟",
                9,
                replies=(
                    Remark(
                        "نيكولا",
                        "هناك حفرة بالتأكيد. أما إن كانت تخرج إلى مكان، فأخبركم في أول أحد.",
                        5,
                    ),
                ),
            ),
            Remark(
                "إدوار لطفي",
                "أيّ ميزانية؟ تلك التي عُرضت علينا قبل التصويت، أم التي كُتبت بعد المناقصة الثانية؟ هذان "
                "رقمان مختلفان جدًا، وأحدهما يُذكر كثيرًا.",
                21,
            ),
            Remark(
                "القبطان القديم",
                "عبرتُ فوق هذا الخندق إحدى وثلاثين سنة، وكل سنة قيل لنا إن الأمر مستحيل.",
                33,
            ),
            Remark(
                "سعاد",
                "أعبر أيام الأربعاء فقط لأجل الجوقة، وليس عندي حاسوب. كيف أدفع إذا قرأت الكاميرا لوحتي؟",
                52,
            ),
        ),
        "night-trams": (
            Remark(
                "ليلى حداد", "ينتهي دوامي بعد منتصف الليل. هذا الخبر يعني لي ساعة نوم إضافية.", 35
            ),
            Remark("سامر النجار", "وأنا في المخبز المقابل، دوامي يبدأ حين ينتهي دوامك.", 48),
        ),
        "not-a-policy": (Remark("بسّام", "أول مقال هذا الأسبوع أختلف معه وأحترمه.", 15),),
    }


def fill() -> None:
    from anyascii import anyascii
    from django.core.management import call_command
    from django.utils.text import slugify

    from portal.demo import loading, newsroom

    newsroom.SECTIONS, newsroom.AUTHORS, newsroom.STAFF = SECTIONS, AUTHORS, STAFF
    newsroom.SLOTS, newsroom.CREDIT = SLOTS, f"رسم: {NAME}"
    loading.STORIES, loading.TALK = Path(__file__).parent / "arabic", talk()
    loading.happen = lambda staff, now: None  # that is told of the other paper's comments
    loading.slugify = lambda text: slugify(anyascii(text))
    call_command("demo")


if __name__ == "__main__":
    django.setup()
    fill()
