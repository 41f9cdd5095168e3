"""What readers say about the council, the border and the shipyard."""

from .remark import Remark

TALK: dict[str, tuple[Remark, ...]] = {
    "council-vote": (
        Remark(
            "B. Stannard",
            (
                "Nine to nine and the chair goes home. I've sat through meetings of my allotment "
                "society with more backbone."
            ),
            2,
            replies=(
                Remark(
                    "Dario Petz",
                    "Your allotment society has a stadium?",
                    4,
                    replies=(
                        Remark(
                            "B. Stannard",
                            "It has a shed, a casting vote, and a chair who stays to the end.",
                            6,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Lena Hatch",
            (
                "I was on that tram. He stood. A boy offered him a seat and he declined that as "
                "well."
            ),
            4,
            replies=(
                Remark(
                    "Tilda Voll",
                    (
                        "The boy is my son. He says the man said \"thank you, I've been sitting "
                        'all day".'
                    ),
                    17,
                    status="pending",
                ),
            ),
        ),
        Remark(
            "T. Ambler",
            (
                '"May, at the same sitting." The rule says <strong>may</strong>, not '
                '<em>shall</em>, so going home is permitted. But it also says "at the same '
                'sitting", so a chair who wishes not to decide has only to leave, and has then '
                "decided. I don't think the drafters had met him."
            ),
            5,
            replies=(
                Remark(
                    "Old Pilot",
                    (
                        "Forty years ago it was green trams or cream. The chair of the day voted "
                        "green and did not dare go out for a week. It can be done."
                    ),
                    9,
                ),
            ),
        ),
        Remark(
            "Barnaby Stowe",
            (
                "The one decent vote in years is the one that didn't happen. We've only just paid "
                "for a tunnel. A stadium can wait until the people who want it have found the "
                "money."
            ),
            9,
            replies=(
                Remark(
                    "Dario Petz",
                    (
                        "My father waited in the rain at the Ropewalk and now I'm waiting in it. "
                        "It's hereditary."
                    ),
                    9,
                    replies=(
                        Remark(
                            "Barnaby Stowe",
                            (
                                "Then buy an umbrella. I say it with affection. I stood in that "
                                "rain too."
                            ),
                            9,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Edgar Plum",
            (
                "The chair is a coward. He has always been a coward, and his wife is only with "
                "him for the pension."
            ),
            13,
            status="rejected",
            reason="insult",
            note="The criticism would stand without the last sentence. Told him so.",
            replies=(
                Remark(
                    "Ada Quill",
                    (
                        "You can object to what a man did in a meeting without bringing his "
                        "kitchen into it."
                    ),
                    5,
                ),
            ),
        ),
        Remark(
            "Niko V.",
            (
                "I was one of those who stood in front of the blank screen for twenty minutes. We "
                "thought it was suspense."
            ),
            20,
        ),
        Remark(
            "Corvin Hale",
            (
                "Two of the nine in favour rent boxes in the present ground. It's in the register "
                "of interests, and I'd like to see it printed next to how they voted."
            ),
            27,
        ),
        Remark(
            "cyclist_77",
            (
                "Nine clowns against nine clowns and the ringmaster ran off. Send the whole "
                "worthless bunch out to sea on a door."
            ),
            32,
            status="rejected",
            reason="insult",
            note="Second one this week. One more and his comments wait for us first.",
        ),
        Remark(
            "Osman Reyl",
            (
                "I was in the public gallery. What you can't see on a screen: somebody up there "
                "began to hum the club song, very softly, and by the end half the gallery was "
                "doing it, and two councillors too, one on each side of the vote."
            ),
            37,
            status="pending",
        ),
        Remark(
            "Corvin Hale",
            (
                "Sources for what I wrote above: https://example.org/register/interests-a-k "
                "https://example.org/register/interests-l-z "
                "https://example.org/ground/box-holders"
            ),
            40,
            status="pending",
            held="links",
        ),
        Remark(
            "Liesl Fahrner",
            (
                "Can a tied motion be brought back at the next session or is it dead? I teach "
                "civics at eight tomorrow morning and I can already hear the questions."
            ),
            44,
            status="pending",
        ),
        Remark(
            "Dario Petz",
            (
                "Unlike some I have not had my dinner yet. I've thought it over calmly, as a "
                "citizen, on an empty stomach, and I still think it was a bloody disgrace."
            ),
            46,
            status="pending",
            held="blocked_words",
        ),
    ),
    "border-bridge": (
        Remark(
            "Selma Aydın",
            (
                "My aunt lives on the Kestrian side, above the chemist's. She rang at seven and "
                "held the telephone out of the window so that I could hear the lorries."
            ),
            26,
        ),
        Remark(
            "Imre Solt",
            '"Provided that nothing braked." So what happens when something brakes?',
            80,
            replies=(
                Remark(
                    "Đorđe Malin",
                    (
                        "I drove the Hessel pass for two winters. After that, believe me, you'll "
                        "cross like a man carrying soup."
                    ),
                    46,
                ),
            ),
        ),
        Remark(
            "Barnaby Stowe",
            (
                "Not agreed who pays for the second half. They'll be opening this bridge twice, "
                "then."
            ),
            190,
        ),
        Remark(
            "Old Pilot",
            (
                "My grandmother had a song about that bridge with a verse for each bank. I only "
                "ever learned the Lorvian one. If anyone has the other verse I'd be glad of it."
            ),
            310,
        ),
    ),
    "shipyard-order": (
        Remark(
            "Rasmus Teague",
            (
                "Eleven years I worked in that yard, and the week I was let go there was nothing "
                "on the slip but gulls. I never thought I'd see a list like this again. I walked "
                "down to the gate and stood there like a fool."
            ),
            20,
            replies=(
                Remark(
                    "Old Pilot",
                    "Not like a fool. I was on the other side of the road.",
                    35,
                ),
            ),
        ),
        Remark(
            "Dario Petz",
            "No lightning, fine. I propose <em>Thunder</em>. Same thing, a few seconds late.",
            50,
        ),
        Remark(
            "Corvin Hale",
            (
                "I make it three hundred and twenty-five days until the penalty hits its cap. "
                "After that they can take their time. Good news deserves an adult's questions."
            ),
            77,
        ),
        Remark(
            "Wim",
            (
                "Every welder I know is driving a delivery van. So either the ships will be late "
                "or your parcels will."
            ),
            100,
            replies=(
                Remark(
                    "Đorđe Malin",
                    "I have a welder's ticket and a van. Let them ring me.",
                    34,
                ),
            ),
        ),
        Remark(
            "Signe of Great Holm",
            (
                "22 or 24 metres, you all write it like a shoe size. My mother had her stroke in "
                "a 23. The old boat came."
            ),
            180,
            status="pending",
        ),
    ),
}
