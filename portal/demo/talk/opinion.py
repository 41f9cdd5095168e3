"""What readers say under the columns."""

from .remark import Remark, chain

TALK: dict[str, tuple[Remark, ...]] = {
    "not-a-policy": (
        chain(
            Remark(
                "Joaquim Alder",
                (
                    "I helped build it, so take this as you like. You asked for a tunnel and "
                    "you've got one, early. Blaming the tube for what happens in Brewery Street "
                    "is like blaming the midwife for the school reports."
                ),
                3,
            ),
            Remark(
                "Ilse Karnow",
                (
                    "Nobody blames the tube. She sent the chief engineer a bottle. As I read it, "
                    "the complaint is about the order of things: first we dig, then we ask where "
                    "the road goes."
                ),
                5,
            ),
            Remark(
                "Joaquim Alder",
                (
                    "But somebody did ask. The portal was drawn with a ramp straight to the ring "
                    "road. I've seen the sheets. It was struck out in the second year."
                ),
                2,
            ),
            Remark(
                "Ilse Karnow",
                (
                    "Struck out by whom? I've been looking for that decision for two years. "
                    "There's no vote on it anywhere."
                ),
                4,
                replies=(
                    Remark(
                        "Gwil Pennock",
                        (
                            "I live in Brewery Street, number 9, opposite the school. We were "
                            "consulted about the colour of the railings."
                        ),
                        26,
                        status="pending",
                    ),
                ),
            ),
            Remark(
                "Edda Lunt",
                (
                    'There wouldn\'t be. The finance committee "took note". I was in the room as '
                    "an adviser, and I remember it because it took less time than the biscuits. "
                    "It saved nine million that year. The traffic office warned, on one page, "
                    "that everything would then come up in Brewery Street."
                ),
                8,
            ),
            Remark(
                "Ilse Karnow",
                "And where was that page published?",
                2,
            ),
            Remark(
                "Edda Lunt",
                (
                    "As annex 7 to the annex. One paper copy, in the reading room of the city "
                    "library, third floor, ask for the grey boxes. I'm not joking. I took the "
                    "stairs."
                ),
                6,
            ),
            Remark(
                "Joaquim Alder",
                (
                    "Well, that I did not know. But I can tell you something in return. We poured "
                    "the first forty metres of that ramp anyway. It's behind the wall at the "
                    "Teelside portal, going the right way, into nothing. On the drawings it's "
                    'called "reserve".'
                ),
                3,
            ),
            Remark(
                "Ilse Karnow",
                "So you could break through <em>today</em>?",
                2,
            ),
            Remark(
                "Joaquim Alder",
                (
                    "Through the wall, in an afternoon. After that you need three hundred metres "
                    "of road, a retaining wall and a chat with the man who owns the coal yard. "
                    "Two years and a fair bit of money. But the hole is the right shape, and the "
                    "hole is the hard part."
                ),
                4,
            ),
            Remark(
                "Barnaby Stowe",
                (
                    "So the next bill is already in the drawer. I came here to disagree with "
                    "Karnow and find I've nothing left to do."
                ),
                7,
            ),
            Remark(
                "Edda Lunt",
                (
                    "The bill is in the drawer. So is the better road. I would open the drawer, "
                    "that's all."
                ),
                3,
            ),
            Remark(
                "Ilse Karnow",
                (
                    "Reading room, third floor, Saturday at ten? I'll bring coffee. Barnaby too, "
                    "if he takes the stairs."
                ),
                2,
            ),
            Remark(
                "Barnaby Stowe",
                "I take the lift. Ten is fine.",
                4,
            ),
        ),
        Remark(
            "Piet Harrow",
            (
                "At last. I've driven a tram over Long Bridge for nineteen years, and on most "
                "afternoons I could have got out and pushed. Give us the lane on the first "
                "morning, before anybody has got used to it. After that you'll need a war."
            ),
            7,
            replies=(
                Remark(
                    "Maren Voss",
                    "I want both, Piet. The first tram's at 5.25 and I start at five.",
                    8,
                    replies=(
                        Remark(
                            "Piet Harrow",
                            ("There used to be one at 4.40. I drove it. Four nurses and a baker."),
                            3,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "T. Ambler",
            (
                "The trough in Brewery Street is not a horse trough. It is a cattle trough, of "
                "1871, and too low for a horse, as any horse will tell you. The column is "
                "otherwise sound."
            ),
            9,
            replies=(
                Remark(
                    "Dario Petz",
                    "Please, which horse said this?",
                    3,
                ),
            ),
        ),
        Remark(
            "Rasmus Teague",
            (
                "Typical. Someone who has never had to be anywhere by six explains to the rest of "
                "us why we don't need roads."
            ),
            10,
            status="withdrawn",
            replies=(
                Remark(
                    "Greta Mollin",
                    (
                        "She stood at the Teelside portal this morning and counted the lanes. "
                        "It's in the second paragraph. Worth reading as far as the second "
                        "paragraph."
                    ),
                    4,
                ),
                Remark(
                    "Lena Hatch",
                    "Also, you can sleep until nine and still be right about a road.",
                    8,
                ),
            ),
        ),
        Remark(
            "Corvin Hale",
            (
                "The comparison with the evening buses is the strongest thing in it. Could the "
                "paper print where both figures come from? I'm not doubting, I want to use it."
            ),
            14,
        ),
        Remark(
            "Vigo Stamm",
            (
                "Interesting how the Courier only prints one side. Interesting how certain "
                "columns always appear in certain weeks. Draw your own conclusions. I have drawn "
                "mine."
            ),
            21,
            status="rejected",
            reason="other",
            note=(
                "The same paragraph has been sent in under nine columns, by four names from one "
                "address."
            ),
        ),
        Remark(
            "Đorđe Malin",
            (
                "I liked this and I disagree with it. Policy is a word for people who can choose "
                "when they leave the house. I deliver bread. At four in the morning the tunnel is "
                "my transport policy."
            ),
            25,
        ),
        Remark(
            "Felix Onslow",
            (
                '"Widen a door and more people find they have business in the next room." I\'m '
                "stealing that for my seminar. Is there a source for the three months, though? "
                '"Everyone knows" is what my tutor circles in red.'
            ),
            35,
        ),
        Remark(
            "Konstanze Ott",
            (
                "I'm a planner (another city, no stake in yours). What is described here has a "
                "name with us: the project went looking for its problem. The remedy is dull. You "
                "write down the problem, with a number, and you get it signed by everyone before "
                "anyone is allowed to draw. It adds a year. It saves about six."
            ),
            41,
            status="pending",
        ),
        Remark(
            "cyclist_77",
            (
                "Three cities that did it the other way round, read before you shout: "
                "https://example.org/cities/lane-first "
                "https://example.org/cities/quay-without-cars "
                "https://example.org/cities/walk-the-tube"
            ),
            43,
            status="pending",
            held="links",
        ),
    ),
    "public-bench": (
        Remark(
            "Mrs P. Oram",
            (
                "I knew that bench on Ropemakers' Steps. I am eighty-three and I plan my walks by "
                "the benches. From my door to the Saltmarket there used to be five. Now there are "
                "two, and one of them slopes. It is not a small matter at all, and I thank the "
                "writer for not making it a joke."
            ),
            35,
            replies=(
                Remark(
                    "Saltmarket Sal",
                    (
                        "There's a stool behind my stall with your name on it, Mrs Oram. I mean "
                        "it. It has a cushion."
                    ),
                    42,
                    replies=(
                        Remark(
                            "Mrs P. Oram",
                            "Then I shall come on Thursday, and I shall buy something.",
                            90,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Dora (yes, that one)",
            (
                "We got back together in the October. Twelve years now, two children. Finn says "
                "sorry about the noise, and it wasn't only his fault about the boat."
            ),
            58,
            replies=(
                Remark(
                    "Wim",
                    "I need to know about the boat.",
                    14,
                ),
            ),
        ),
        Remark(
            "Ilse Karnow",
            (
                "A hundred metres is too far with a bag of fish. Make it fifty, and say which "
                "side of the hill."
            ),
            71,
            replies=(
                Remark(
                    "B. Stannard",
                    (
                        "And ask before you take out all the middle armrests. My wife gets up "
                        "with one hand on each side. She's small, the ends are no use to her."
                    ),
                    68,
                    replies=(
                        Remark(
                            "Ilse Karnow",
                            (
                                "Then some of each, and write on the map which is which. You're "
                                "right, I had only thought of one person."
                            ),
                            25,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Anselm Crake",
            (
                "The one I miss: the long green bench outside the old concert hall, where I "
                "learned to read scores, gave notice, and was proposed to. In that order, and "
                "only one of those was planned."
            ),
            110,
        ),
        Remark(
            "Dario Petz",
            (
                "I have found one of the eleven. It's at the tram depot and I am still in it. You "
                "don't sit on that bench, it takes you. Send a stranger with strong arms."
            ),
            160,
        ),
        Remark(
            "Tomas Wray",
            (
                "And who cleans them? Every bench outside my building is an open-air bar from May "
                "to September."
            ),
            240,
            status="withdrawn",
        ),
        Remark(
            "Otti Lenz",
            (
                "In my home village everyone who marries gives a bench. There are more benches "
                "than people now, we are very well rested. Maybe an idea for the city?"
            ),
            360,
            status="pending",
        ),
        Remark(
            "Sister Agnes B.",
            (
                "Bottom of Observatory Hill, under the lime tree, facing the wrong way. Three of "
                "us used to sit there after the early service and look at a wall. It was a very "
                "good wall in the morning sun. Please put it on the list."
            ),
            410,
            status="pending",
        ),
    ),
    "school-phones": (
        Remark(
            "Ruta Bexley",
            (
                "Twenty-two years in a classroom. Ours go in a box by the door, by a vote of "
                "staff, parents and (yes) pupils. It works because it's ours. If the ministry had "
                "ordered the very same box, there'd be a black market in decoys by Tuesday."
            ),
            24,
            replies=(
                Remark(
                    "Northgate Dad",
                    (
                        "There's a black market in decoys already. Mine sold his grandfather's "
                        "old one for two sandwiches."
                    ),
                    31,
                    replies=(
                        Remark(
                            "Ruta Bexley",
                            "Honestly, that's a better lesson in economics than I could give.",
                            64,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Barnaby Stowe",
            (
                '"Let the schools decide" is what people say when they don\'t wish to. The '
                "column half admits it: where the head is timid, the weak pay. Some things a "
                "country should simply settle."
            ),
            53,
            replies=(
                Remark(
                    "Edda Lunt",
                    (
                        "I'd agree if we knew the answer. Nine studies say a little, eleven say "
                        "nothing. Forty rules properly compared after two years would tell us "
                        "more than one rule ever could."
                    ),
                    77,
                ),
            ),
        ),
        Remark(
            "Felix Onslow",
            (
                "I left school last year so my memory is fresh. The phone was never the problem "
                "in lessons, it was the corridor. Ten minutes between lessons when nobody looked "
                "up. No rule I've seen mentions corridors."
            ),
            98,
        ),
        Remark(
            "Ada Quill",
            (
                "It's all very well, but the boy who films everybody at the upper school, in "
                "class 8B, is the younger son of the chemist on the corner, and everyone knows it "
                "and nobody does anything."
            ),
            130,
            status="rejected",
            reason="personal_data",
            note="Identifies a pupil. Wrote to her, she understood at once.",
        ),
        Remark(
            "GradeAnchor Essays",
            (
                "Phones or no phones, students deserve results! Our certified writers deliver "
                "100% original essays in 6 hours, every subject, money back. First page free with "
                "code ALDINE: https://gradeanchor.example.org"
            ),
            201,
            status="spam",
        ),
        Remark(
            "Marguerite Dole",
            (
                "My son's phone reads his blood sugar too (not the girl in the column). At his "
                'old school he was told to leave it with the caretaker "for fairness". Every '
                "simple rule I have seen in this debate forgets somebody. Please ask the school "
                "nurse first."
            ),
            290,
            status="pending",
        ),
        Remark(
            "A Pupil, 15",
            (
                "the biscuit thing is true and the first phone that rang was the maths teachers. "
                "i think that is why everyone follows it"
            ),
            322,
            status="pending",
        ),
        Remark(
            "Corvin Hale",
            (
                "I looked up the nine studies that found a benefit. One has 64 pupils in it. "
                "Sixty-four. You could not test a damn sandwich on that."
            ),
            350,
            status="pending",
            held="blocked_words",
        ),
    ),
}
