"""What readers say about flats, trams, gates and closed streets."""

from .remark import Remark

TALK: dict[str, tuple[Remark, ...]] = {
    "rent-register": (
        Remark(
            "Greta Mollin",
            (
                "One in nine. I've walked past the dark towers on the Quay every night for six "
                "years and been told I was imagining it. Thank you for counting."
            ),
            11,
            replies=(
                Remark(
                    "Tomas Wray",
                    (
                        "Some are dark because the owner's dead and four cousins can't agree. "
                        "Some because the roof's off. Counting isn't the same as knowing."
                    ),
                    36,
                    replies=(
                        Remark(
                            "Greta Mollin",
                            (
                                "The cousins are in the article. I'm asking about the five "
                                "thousand who left the box blank."
                            ),
                            12,
                            replies=(
                                Remark(
                                    "Tomas Wray",
                                    (
                                        "I left one blank. The box is four centimetres wide and I "
                                        "had a story."
                                    ),
                                    50,
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Edda Lunt",
            (
                "Two cautions, neither of which sinks the story. It's one day's count in the "
                "slowest month of the year, which makes the figure too high. And some three "
                "thousand flats aren't in it at all, and I don't suppose those are the full ones, "
                "which makes it too low. The truth is somewhere near, and it's bad."
            ),
            34,
        ),
        Remark(
            "Bettina Krull",
            (
                "I'll tell you who owns the whole third floor at Customs Quay 14. It's Mr Albin "
                "Sander, he lives at Lindenrow 3, second bell, go and ask him yourselves why it's "
                "empty."
            ),
            58,
            status="rejected",
            reason="personal_data",
            note=(
                "Full name, street and door number of a private person. Removed within ten minutes."
            ),
        ),
        Remark(
            "Hanneke R.",
            (
                "We have eleven open posts on my ward. Three people accepted last year, looked "
                "for a flat for a month, and went back to where they came from. I'd like that in "
                "the statistics too."
            ),
            75,
        ),
        Remark(
            "QuickKey Finance",
            (
                "Tired of RENT? Own your home this year with no bank and no papers. Loans from "
                "2%, decision in 15 minutes, bad credit welcome!!! "
                "https://quickkey.example.org/apply"
            ),
            102,
            status="spam",
        ),
        Remark(
            "Niko V.",
            (
                "There's a flat on my staircase that has been empty so long the pigeons have a "
                "pecking order."
            ),
            131,
        ),
        Remark(
            "T. Ambler",
            (
                "The figure for Saltmarket did not add up with the others when I read this at "
                "breakfast. I wrote in, and it was put right within the hour, with a line to say "
                "so. Thank you. Most papers would have done it in the dark."
            ),
            140,
        ),
        Remark(
            "Jo Fletching",
            (
                "Simple. Friday, ten in the evening, back door of the yellow house on Mole "
                "Street. The lock is nothing, bring a bar. We take what they don't use."
            ),
            166,
            status="rejected",
            reason="illegal",
            note="Calls for a break-in and gives a time and a place.",
        ),
        Remark(
            "Selma Aydın",
            (
                "I grew up in Saltmarket, in one of the tall houses. There were fourteen children "
                "on our stairs. Last week I visited the only neighbour left. She's ninety and "
                "keeps the stairwell light on so that the burglars think there are others."
            ),
            214,
        ),
        Remark(
            "Goldline Invest",
            (
                "Empty flats = OPPORTUNITY. Our investors earned 18 % per year, guaranteed, with "
                "fully managed short stays in Port Aldine. Places are limited. Write to us on the "
                "usual messenger or visit https://goldline.example.org"
            ),
            260,
            status="spam",
        ),
        Remark(
            "Corvin Hale",
            (
                "A fine of 400 a quarter. On the Quay that's less than they pay to park the boat. "
                "A rule with no teeth is a suggestion."
            ),
            330,
        ),
        Remark(
            "Pavla Dorn",
            (
                "We've been on the list for a city flat for seven years. We started at number "
                "212, we are now at 188. I worked it out, at that speed it's our turn in "
                "fifty-five years. My son asks me to tell you he'd like one with a balcony."
            ),
            405,
            status="pending",
        ),
        Remark(
            "A tenant on the Quay",
            (
                "I looked up my own flat in the register. Registered rent 14, I pay 19. What do I "
                "do now?? I don't want trouble, I want to know if it's me who has to say "
                "something."
            ),
            440,
            status="pending",
        ),
    ),
    "night-trams": (
        Remark(
            "Piet Harrow",
            (
                "First weekend I'm out of the depot at ten to midnight. Come and say hello, but "
                "not while I'm doing the points at Corona Square, that one's still by hand."
            ),
            8,
            replies=(
                Remark(
                    "Mrs P. Oram",
                    (
                        "I shall leave my window open a hand's width, on purpose. I have missed "
                        "that bell for ten years without knowing what it was I missed."
                    ),
                    90,
                ),
            ),
        ),
        Remark(
            "Maren Voss",
            (
                "Fridays and Saturdays. I'm very pleased, really I am. People are also ill on "
                "Tuesdays."
            ),
            22,
            replies=(
                Remark(
                    "Hanneke R.",
                    (
                        "I've slept in that linen room. Second bed from the door. They "
                        "<em>are</em> good beds."
                    ),
                    17,
                ),
                Remark(
                    "Piet Harrow",
                    (
                        "The track crews need the other nights, Maren. There's only so much rail "
                        "and only so much dark. But ask again after the eighteen months. I will."
                    ),
                    55,
                ),
            ),
        ),
        Remark(
            "Felix Onslow",
            "This is going to save my social life and end my savings.",
            47,
        ),
        Remark(
            "Judith Amsel",
            (
                "Chandler Street, second floor, the inside of the bend. I'm for the trams, truly. "
                "But eighty-one decibels is a food mixer on the pillow, and \"we'll grease it "
                'every evening" is a promise somebody has to keep three thousand times.'
            ),
            90,
            replies=(
                Remark(
                    "Dario Petz",
                    "You moved in next to a tram line.",
                    26,
                    replies=(
                        Remark(
                            "Judith Amsel",
                            (
                                "A tram line with hours, like a shop. If your baker started "
                                "hammering at three in the morning you'd have a view too."
                            ),
                            39,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Imre Solt",
            (
                '"Four passengers in two nights" up to the reservoir. I\'d like it noted that I '
                "was one of them, and that I was very happy."
            ),
            130,
        ),
        Remark(
            "Goran Tesk",
            ("Moving disco for drunks, paid for by people who get up in the morning. You'll see."),
            175,
            status="withdrawn",
        ),
        Remark(
            "Ingrid Vale",
            (
                "I clean offices by Customs Quay until half past one and the taxi is two hours of "
                "my pay. I have read the sentence with the ordinary ticket four times. Is it "
                "sure? If it's sure I'll cry."
            ),
            210,
            status="pending",
        ),
        Remark(
            "W.G., Chandler St",
            (
                "I live a few doors from the gentleman in the article. He has bought a decibel "
                "meter. He rings us at night to tell us what it says."
            ),
            218,
            status="pending",
        ),
        Remark(
            "Northgate Dad",
            "Finally.",
            225,
            status="pending",
            held="filled_too_quickly",
        ),
    ),
    "flood-gates": (
        Remark(
            "Old Pilot",
            (
                "They held, and by a hand's breadth. I watched the gauge on the Mole until it "
                "turned, and I haven't watched a number like that since I was a young man on a "
                "bad bar. Respect to the five of them, and above all to whoever was on the handle "
                "at gate three."
            ),
            16,
            replies=(
                Remark(
                    "Imre Solt",
                    "How many turns is that, the last metre and a half?",
                    52,
                    replies=(
                        Remark(
                            "Old Pilot",
                            (
                                "Six hundred and some. You do twenty and then the next man. I've "
                                "only done it in an exercise, in August, and I couldn't lift my "
                                "cup afterwards."
                            ),
                            37,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Edda Lunt",
            (
                "A good, level piece. I'd only add that \"once in 140 years\" doesn't mean we now "
                "have 139 off."
            ),
            48,
        ),
        Remark(
            "ferrymans_daughter",
            (
                "We filled sandbags in the chapel behind Eel Street until three, with tea from an "
                "urn that's older than the gates. Nobody was in charge and nobody got in anyone's "
                "way. I don't know how you put that into an analysis, but it belongs there."
            ),
            86,
        ),
        Remark(
            "Corvin Hale",
            "Deferred at four budgets in a row. I'd like to see the names, budget by budget.",
            143,
            replies=(
                Remark(
                    "B. Stannard",
                    (
                        "It's both sides, twice each. I went through them. And all of it in June, "
                        "when everybody's feet are dry."
                    ),
                    71,
                ),
            ),
        ),
        Remark(
            "Hedda Moor",
            (
                "Our cellar in Saltmarket flooded anyway, not from the sea, from the drain. The "
                "insurance says it's the sea, the city says it's the drain, the drain company "
                "says it's the insurance. Has anybody else got the same letter? Perhaps we could "
                "all sit in one room."
            ),
            980,
            status="pending",
        ),
    ),
    "marathon-streets": (
        Remark(
            "Yusuf Kaldera",
            (
                "My garage is on Brewery Street and I've two cars to hand back on Sunday. If "
                "they're out before nine, can they still get away over Long Bridge?"
            ),
            45,
            replies=(
                Remark(
                    "T. Ambler",
                    (
                        "No. The bridge shuts at 8.45, a quarter of an hour before your street "
                        "does. Go by New Bridge, or go at half past eight."
                    ),
                    30,
                ),
            ),
        ),
        Remark(
            "Saltmarket Sal",
            (
                "So we're in Chandlers' Yard. Last year the tap there was for decoration. Fish "
                "wants water. Could whoever reads this ask them?"
            ),
            90,
        ),
        Remark(
            "Hanneke R.",
            (
                "How do I get from Teelside to the Infirmary for a ten o'clock start? No car, no "
                "wings."
            ),
            150,
            replies=(
                Remark(
                    "Northgate Dad",
                    (
                        "Over New Bridge on foot, then through the railway underpass and up "
                        "behind the station. You only meet the course once and there's a steward "
                        "with a whistle. Twenty-five minutes."
                    ),
                    25,
                ),
                Remark(
                    "Piet Harrow",
                    "Or line 7 before half past eight, and a long coffee.",
                    60,
                ),
            ),
        ),
    ),
}
