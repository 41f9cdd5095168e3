"""What readers say about the harbour tunnel on the day it opened."""

from .remark import Remark

TALK: dict[str, tuple[Remark, ...]] = {
    "harbour-tunnel": (
        Remark(
            "Maren Voss",
            (
                "Eleven weeks is fifty-five mornings on the ring road. I counted. At the going "
                "rate that is a day and a half of my life, or two if it rains, and it is always "
                "the rain. I work nights on a ward. I'm not ashamed to say I cried a bit in the "
                "car park."
            ),
            1,
            replies=(
                Remark(
                    "Dario Petz",
                    "You have just written the entire business case.",
                    1,
                ),
                Remark(
                    "Hanneke R.",
                    (
                        "Same shift, other building. I read it out in the tea room and there was "
                        "applause."
                    ),
                    3,
                    replies=(
                        Remark(
                            "Maren Voss",
                            "Then wave in future, I'm the green estate with one hubcap.",
                            3,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "quaywalker",
            (
                "Early AND under budget? In this city? Has somebody checked there's actually a "
                "tunnel?"
            ),
            1,
            replies=(
                Remark(
                    "Niko V.",
                    (
                        "There's definitely a hole. Whether it comes out anywhere I'll report on "
                        "the first Sunday of next month."
                    ),
                    1,
                ),
            ),
        ),
        Remark(
            "Felix Onslow",
            "First!!",
            1,
            status="pending",
            held="filled_too_quickly",
        ),
        Remark(
            "T. Ambler",
            (
                "For the record, from the first Sunday of next month to the date in the contract "
                "is seventy-eight days, which is eleven weeks and one day. I wouldn't want the "
                "engineers done out of a Monday."
            ),
            1,
            replies=(
                Remark(
                    "Wim",
                    "Never change, Mr Ambler.",
                    1,
                ),
                Remark(
                    "Ada Quill",
                    "Checked it on the kitchen calendar. He's right.",
                    5,
                ),
            ),
        ),
        Remark(
            "Barnaby Stowe",
            (
                "Under which budget? The one we were shown before the vote, or the one they wrote "
                "after the second tender? Those are two very different numbers, and one of them "
                "gets quoted a great deal."
            ),
            2,
            replies=(
                Remark(
                    "Edda Lunt",
                    (
                        "The one after the second tender, as far as I can see from the finance "
                        "committee's papers. Against the figure voters were shown it is over, "
                        "though by less than prices in general rose over the same years. Both "
                        "statements can be true and I wish people would stop picking one."
                    ),
                    3,
                    replies=(
                        Remark(
                            "Barnaby Stowe",
                            "So it's over budget. Thank you.",
                            1,
                            replies=(
                                Remark(
                                    "Edda Lunt",
                                    "That is precisely the picking I meant.",
                                    1,
                                ),
                            ),
                        ),
                        Remark(
                            "Corvin Hale",
                            (
                                "Would the Courier print both numbers side by side? A table. I'd "
                                "cut it out and keep it."
                            ),
                            3,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Old Pilot",
            (
                "Thirty-one years I took ships over the very spot where the trench is now, and we "
                "were told every one of those years that it couldn't be done because of the silt "
                "on the Old Mole side. I knew one of the men who said so loudest. He was a good "
                "engineer and he would be first down there with a torch, delighted to be wrong."
            ),
            2,
            replies=(
                Remark(
                    "ferrymans_daughter",
                    (
                        "Was that the one with the pipe, who used to measure the slipway at low "
                        "water? He gave us children boiled sweets and told us the seabed was "
                        "porridge."
                    ),
                    4,
                    replies=(
                        Remark(
                            "Old Pilot",
                            "The very man. Porridge was his word.",
                            2,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Joaquim Alder",
            (
                "I worked down there from the second winter on. Things people above ground won't "
                "know: it is never quiet, it smells of wet concrete and diesel and oranges "
                "(somebody always had oranges), and on the night the last section closed up there "
                "were about sixty of us and nobody said anything for a good ten seconds.\n\n"
                "A quiet spring helped, she's right. But it wasn't only the weather. The night "
                "crews got a say in the shift plan after the first year. Write about that, "
                "please."
            ),
            3,
            replies=(
                Remark(
                    "Lena Hatch",
                    "Best comment on this page. Courier, give this man a column.",
                    2,
                ),
                Remark(
                    "Yusuf Kaldera",
                    "My brother was on the same crew. Confirms the oranges.",
                    5,
                ),
                Remark(
                    "Corvin Hale",
                    (
                        "Genuine question: was the change to the shifts in the contract, or did "
                        "the foremen simply do it?"
                    ),
                    8,
                    replies=(
                        Remark(
                            "Joaquim Alder",
                            "The foremen did it. The contract caught up nine months later.",
                            5,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "cyclist_77",
            (
                "Cars: eleven weeks early. Bicycles: a month after the cars. I could have told "
                "you that from the drawings, where we are the dotted line."
            ),
            3,
            replies=(
                Remark(
                    "Ilse Karnow",
                    (
                        "I've still got the drawing from the consultation on my wall. It had us "
                        "in the sunshine with a basket."
                    ),
                    2,
                ),
            ),
        ),
        Remark(
            "Goran Tesk",
            (
                "You people would cheer if they dug your own grave on time. Absolute idiots, the "
                "lot of you, the nurse with her tears especially."
            ),
            4,
            status="rejected",
            reason="insult",
            note="Calls other readers names. The replies stand on their own and stay.",
            replies=(
                Remark(
                    "Wim",
                    "Good afternoon to you too.",
                    1,
                ),
                Remark(
                    "Mrs P. Oram",
                    (
                        "I should like to say to Maren that most of us will be pleased when she "
                        "gets home sooner."
                    ),
                    2,
                ),
            ),
        ),
        Remark(
            "Saltmarket Sal",
            (
                "No big lorries on the quay by day. I've been asking for that since my hair was "
                "brown. I'll believe it the first morning I can hear a customer without leaning "
                "over the crabs."
            ),
            4,
            replies=(
                Remark(
                    "Northgate Dad",
                    (
                        'And who stops them? There\'s a "no lorries" sign on our street already. '
                        "They park under it."
                    ),
                    5,
                    replies=(
                        Remark(
                            "Saltmarket Sal",
                            "Me, love. I'll stop them.",
                            2,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Ruta Bexley",
            (
                "My class followed every one of those sections being towed out, on the harbour "
                "camera, on Friday afternoons. Eleven-year-olds who can explain ballast. They had "
                "a chart on the wall for abandoned tows with nine boxes on it. Seven are still "
                "empty and nobody will let me take it down."
            ),
            4,
        ),
        Remark(
            "Niko V.",
            "Somebody tell my satnav. It thinks anyone on that line is a boat.",
            5,
        ),
        Remark(
            "Corvin Hale",
            (
                "Before we hand out medals: what does it cost to <em>run</em>? Pumps, fans, "
                "lights, a control room with people in it day and night. It's the question nobody "
                "answered at the last hearing."
            ),
            6,
            replies=(
                Remark(
                    "B. Stannard",
                    'Spring budget, "harbour works, operation". You could have looked.',
                    3,
                    replies=(
                        Remark(
                            "Corvin Hale",
                            "That line includes the locks and the dredger. I did look.",
                            2,
                            replies=(
                                Remark(
                                    "B. Stannard",
                                    (
                                        "Fair. Then I don't know either, and I take back the last "
                                        "sentence."
                                    ),
                                    3,
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Mrs P. Oram",
            (
                "I was on the first bus over Long Bridge after it was mended, as a girl, in a red "
                "coat. My grandson has promised to drive me under the harbour on the first "
                "Sunday. I still have a red coat."
            ),
            6,
        ),
        Remark(
            "Dario Petz",
            (
                "Is there radio reception inside? I ask because the first Sunday is a match day "
                "and I will not be held responsible."
            ),
            7,
            replies=(
                Remark(
                    "Joaquim Alder",
                    "There is. We tested it with football.",
                    4,
                ),
            ),
        ),
        Remark(
            "ferrymans_daughter",
            (
                "My father worked the Gannet boat for twenty-six years. He'd have hated every "
                "metre of this and been first in the queue. I would just like to say to the "
                "twenty-one: they owe you an answer before February, and they owe it in writing. "
                "And I hope somebody keeps the bell."
            ),
            8,
            replies=(
                Remark(
                    "Odile Fenn",
                    "The bell should go on the Old Mole. I'd sign for that.",
                    2,
                ),
                Remark(
                    "Deckhand, 14 yrs",
                    (
                        "One of the 21 here. The bell's not for sale and it's not for the Mole. "
                        "It goes home with whoever does the last watch, that was always the rule. "
                        "But thank you."
                    ),
                    68,
                    status="pending",
                ),
                Remark(
                    "Selma Aydın",
                    (
                        'A ferry "with or without passengers" is a sentence out of a ghost story. '
                        "Promise me you'll all take it once. I'll be the one on the top deck."
                    ),
                    5,
                ),
            ),
        ),
        Remark(
            "Anselm Crake",
            (
                "I was allowed in on the neighbours' evening. The lamps fade up towards daylight "
                "over the last stretch, very slowly. Whoever chose that understood something "
                "about how people come out of the dark."
            ),
            8,
            replies=(
                Remark(
                    "quaywalker",
                    (
                        "It's so your eyes adjust and you don't hit the lorry in front, but yes, "
                        "lovely."
                    ),
                    5,
                    replies=(
                        Remark(
                            "Anselm Crake",
                            ("Most beauty turns out to be about not hitting the lorry in front."),
                            3,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Imre Solt",
            (
                "Two questions for the reporters: 1) Are dangerous goods allowed, and if so at "
                "what hours? 2) Who decides when it's closed in a storm?"
            ),
            9,
        ),
        Remark(
            "LuckyAnchor Slots",
            (
                "Hi friends great article!! After the tunnel relax with 250 FREE SPINS no "
                "deposit, thousands of happy winners every night >> "
                "https://lucky-anchor.example.org/spins"
            ),
            9,
            status="spam",
        ),
        Remark(
            "Đorđe Malin",
            (
                "I drive a delivery van. Six crossings a day, so at that toll it's the price of a "
                "decent lunch, every day. I did the other sum as well, on the back of a docket: "
                "about fifteen hours a week that I won't be sitting behind somebody's exhaust. "
                "I'll skip the lunch."
            ),
            10,
            replies=(
                Remark(
                    "Greta Mollin",
                    "Your boss should pay the toll, Đorđe. You're not crossing for fun.",
                    4,
                    replies=(
                        Remark(
                            "Đorđe Malin",
                            "I am my boss. I asked myself. I said no.",
                            2,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Ilse Karnow",
            (
                "Glad it's finished, glad for the crews. I'd still like someone to say what "
                'happens to the road along Customs Quay. It was widened "for the duration of the '
                'works". The works are over. I counted five lanes at lunch.'
            ),
            11,
            replies=(
                Remark(
                    "Maren Voss",
                    "I use those five lanes. I'd give up two for trees, honestly. Not three.",
                    4,
                    replies=(
                        Remark(
                            "Ilse Karnow",
                            "Two is a negotiation. I accept.",
                            2,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Hanneke R.",
            "Ambulances go free and go straight. That's my whole comment.",
            12,
        ),
        Remark(
            "Rasmus Teague",
            (
                "I heard from someone at the yard that one of the tubes is already leaking and "
                "they're hiding it until after the ceremony. Mark my words."
            ),
            12,
            status="withdrawn",
            replies=(
                Remark(
                    "Joaquim Alder",
                    (
                        "Every tunnel under water takes in some. That's what the pumps are for, "
                        "and the daily figure hangs on a clipboard in the pump room where anybody "
                        "on the open evenings can read it. Nobody is hiding it."
                    ),
                    3,
                ),
                Remark(
                    "Odile Fenn",
                    (
                        '"Someone at the yard" has also told you twice that the Mole was sinking, '
                        "Rasmus."
                    ),
                    5,
                ),
            ),
        ),
        Remark(
            "Wim",
            (
                'They\'re burning a bus down there next week "for the third time". How is there '
                "any bus left?"
            ),
            13,
            replies=(
                Remark(
                    "T. Ambler",
                    "A different bus on each occasion.",
                    3,
                    replies=(
                        Remark(
                            "Dario Petz",
                            "Line 12 explains itself at last.",
                            2,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Tomas Wray",
            (
                "Watch what this does to rents on the far shore. I own two flats there and I'm "
                "telling you against my own interest: fix the rules now, while it's early, or "
                "you'll be writing a very different article in three years."
            ),
            14,
            replies=(
                Remark(
                    "Greta Mollin",
                    "Credit where due. I never thought I'd agree with a sentence of yours.",
                    2,
                ),
            ),
        ),
        Remark(
            "Selma Aydın",
            (
                "My parents came over on the night boat, and the first thing they saw of this "
                "city was the crane lights at Customs Quay. You won't see those from below. I'll "
                "take the tunnel to work, but once a year I'll take the long way."
            ),
            15,
        ),
        Remark(
            "Lena Hatch",
            (
                "Could you publish a plain map? The one on the project's website shows the "
                "portals as two grey blobs and I can't tell which street you come up in."
            ),
            15,
            replies=(
                Remark(
                    "Northgate Dad",
                    (
                        "Town end is by the old bonded warehouse. Left lane for Northgate, right "
                        "for the Quay. Get it wrong and you're visiting your aunt in the suburbs."
                    ),
                    3,
                ),
            ),
        ),
        Remark(
            "B. Stannard",
            (
                "Can we also thank the last administration, who signed it and got voted out for "
                "it? I didn't vote for them. Still."
            ),
            16,
        ),
        Remark(
            "Hugo Brandeis",
            (
                "What about the swimming pool in Northgate? Closed FOUR years. Nobody writes "
                "about the swimming pool. Copy this comment under every article until they do."
            ),
            17,
            status="rejected",
            reason="off_topic",
            note="Third copy of the same text today, under three different stories.",
        ),
        Remark(
            "Yusuf Kaldera",
            (
                "I run a garage and I've driven the ramp with the breakdown people. The lanes are "
                "narrower than you think, friends. I've ordered forty wing mirrors, left. Slow "
                "down and ruin me."
            ),
            18,
            replies=(
                Remark(
                    "cyclist_77",
                    "Narrow lanes are the only honest speed limit.",
                    2,
                ),
            ),
        ),
        Remark(
            "Edda Lunt",
            (
                'A word on "under budget", since it\'s doing a lot of work in this thread. Less '
                "rock than feared, paid by the cubic metre: that is good luck, under a contract "
                "that let the city keep the luck. The second part is the achievement. Most "
                "contracts I read in forty years were written so that the luck went to the "
                "builder and the rock came to us. I'd frame that clause and hang it in the "
                "council chamber, where it might give somebody ideas about the stadium."
            ),
            18,
            replies=(
                Remark(
                    "Barnaby Stowe",
                    "For once I have nothing to add, and I've been at it for five minutes.",
                    4,
                ),
            ),
        ),
        Remark(
            "Piet Harrow",
            (
                "Speaking as a tram driver: congratulations to the diggers, sincerely. Now look "
                "at the timetable of the feeder lines at ten on a Tuesday evening and tell me "
                "who's supposed to get to either end without a car."
            ),
            19,
        ),
        Remark(
            "Dario Petz",
            (
                "My uncle bet a crate of beer that it would not open before my cousin's wedding. "
                "The wedding is at eleven o'clock on the first Sunday of next month. He would "
                "like to know what time the first car goes through."
            ),
            20,
            replies=(
                Remark(
                    "T. Ambler",
                    (
                        'The Harbour Act says a road is open upon "the admission of public '
                        'traffic", at whatever hour. I believe nine is planned.'
                    ),
                    4,
                    replies=(
                        Remark(
                            "Dario Petz",
                            "He has asked my cousin to marry at half past eight.",
                            1,
                            replies=(
                                Remark(
                                    "The Cousin",
                                    "I am the cousin. It stays at eleven.",
                                    52,
                                    status="pending",
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Nour Hasan",
            (
                "Do motorcycles pay the same as cars? And is it true that anything under 125 "
                "isn't allowed in? The sign at the ramp says one thing and the website another."
            ),
            21,
        ),
        Remark(
            "Rasmus Teague",
            (
                "I've taken down what I wrote further up. I rang a man who actually works in the "
                "pump room and he laughed at me for a bit and then read me the numbers. I was "
                "wrong, and Joaquim was decent about it."
            ),
            23,
        ),
        Remark(
            "Ada Quill",
            (
                "As a person who proofreads for a living: the new sign on the Saltmarket side "
                "says HARBOR TUNNEL. All those millions."
            ),
            24,
            replies=(
                Remark(
                    "T. Ambler",
                    "I have written to them.",
                    1,
                ),
                Remark(
                    "quaywalker",
                    "The missing U is where the savings came from.",
                    3,
                ),
            ),
        ),
        Remark(
            "Greta Mollin",
            (
                "<blockquote>four groups have already said they would like to</blockquote>\n\n"
                "Only four? I can think of a roof in Teelside, eleven lifts, the linen room at "
                "the Infirmary and the wages of twenty-one ferrymen, and I haven't stood up yet."
            ),
            25,
            replies=(
                Remark(
                    "Corvin Hale",
                    (
                        "It should go back to the reserve. That's what the law says and it's what "
                        "the reserve is for. The next surprise won't be a nice one."
                    ),
                    2,
                    replies=(
                        Remark(
                            "Greta Mollin",
                            "The reserve has a roof.",
                            3,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Niko V.",
            'My gran\'s verdict: "Under the water? With <em>that</em> council?"',
            27,
        ),
        Remark(
            "Wren Castellan",
            (
                "I was against it, I marched, I still have the badge. I was wrong about the silt, "
                "wrong about the money and I think wrong about the noise. I wasn't wrong that "
                "bicycles would come last. Three out of four, and I'll bring cake to the opening."
            ),
            29,
        ),
        Remark(
            "Odile Fenn",
            (
                "From the water: the new lights on the outfall are very bright and I lost my "
                "night vision coming in past the Old Mole yesterday evening. Has anyone else had "
                "this? It may need a shade and nothing more."
            ),
            32,
            replies=(
                Remark(
                    "Old Pilot",
                    (
                        "I had it too, a hard white one to the left of the leading marks. Report "
                        "it to the harbour office with the time and your heading. They do answer, "
                        "if you're boringly exact."
                    ),
                    4,
                    replies=(
                        Remark(
                            "Odile Fenn",
                            (
                                "Reported, boringly. They rang back before my tea was cold, and a "
                                "man with a ladder is coming on Thursday."
                            ),
                            19,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "CoinTide Desk",
            (
                "The smart money in Port Aldine is not in tunnels. I turned 400 crowns into "
                "61,000 in nine weeks with an automatic trading signal. I was sceptical too! Ask "
                "for Mr Fennimore, tell him Stella sent you. https://cointide.example.org/stella"
            ),
            34,
            status="spam",
        ),
        Remark(
            "Imre Solt",
            (
                "To answer my own question from earlier, because I rang them: dangerous goods "
                "only between one and four at night, with an escort. Storm closures are the duty "
                "engineer's call and nobody can overrule it by telephone. I found that last part "
                "comforting."
            ),
            37,
        ),
        Remark(
            "Ottoline Grice",
            (
                "We live above the ventilation building and they've been running the fans since "
                'Monday. We were promised a hum "comparable to a refrigerator". It is comparable '
                "to a refrigerator. I'm almost annoyed."
            ),
            40,
        ),
        Remark(
            "Northgate Dad",
            (
                'Four-year-old, on being told: "Will we see the fish?" I have until next month to '
                "come up with something."
            ),
            44,
            replies=(
                Remark(
                    "Saltmarket Sal",
                    "Bring him to the stall first. Then he'll have seen the fish.",
                    2,
                ),
            ),
        ),
        Remark(
            "Barnaby Stowe",
            (
                "I went down on the open evening, with my arms folded. It is good. The loan still "
                "runs for thirty years and I'd still have voted no. But it's good, and I said I "
                "would say so if it was."
            ),
            47,
            replies=(
                Remark(
                    "Maren Voss",
                    "That cost you something. Thank you.",
                    2,
                ),
                Remark(
                    "Dario Petz",
                    "Framing this.",
                    3,
                ),
            ),
        ),
        Remark(
            "Hanneke R.",
            (
                "Does anybody know what the barrier on the right is for, just before the ramp? It "
                "was down this morning, then up, then down, with nobody near it. It looked "
                "lonely."
            ),
            53,
            replies=(
                Remark(
                    "Joaquim Alder",
                    (
                        "Height check, being taught. They drive a lorry with a broomstick on the "
                        "roof at it forty times a day. It will learn. So will the lorries."
                    ),
                    4,
                ),
            ),
        ),
        Remark(
            "Felix Onslow",
            (
                "Student question, not trying to be clever: the model in the town hall shows one "
                "more tube than we're getting. Did we drop one or was the model always a fantasy?"
            ),
            58,
        ),
        Remark(
            "quaywalker",
            (
                "Can confirm there's a tunnel. Walked over to look. It was closed, but in a very "
                "finished way."
            ),
            63,
        ),
        Remark(
            "Ilse Karnow",
            (
                "For those who asked about bicycles, here is the whole paper trail, oldest first: "
                "the consultation drawing https://example.org/consultation/drawing-14 , the "
                'minutes in which it is "noted" https://example.org/minutes/harbour-0611 , the '
                "note that prices four lifts https://example.org/papers/cost-note-3 and the one "
                "in which the spare motor was saved https://example.org/plans/final-b . A spare "
                "motor. That's the month we are waiting for."
            ),
            68,
            status="pending",
            held="links",
        ),
        Remark(
            "Berit Holm",
            (
                "I've read the Courier since I was a student and never written in. My husband "
                "helped survey the first line for this, in a rowing boat with a lead weight, long "
                "before anyone had the money. He died four years ago. I'm going to drive through "
                "on the first Sunday with his measuring book on the seat. I don't need an answer, "
                "I only wanted it written down somewhere."
            ),
            74,
            status="pending",
        ),
        Remark(
            "Corvin Hale",
            (
                "The answer I've just had from the press office about running costs is, word for "
                'word, "these will be consolidated in due course". That\'s bollocks and whoever '
                "wrote it knows it. It is a simple number. Somebody at the Courier with a phone "
                "and ten minutes, please."
            ),
            77,
            status="pending",
            held="blocked_words",
        ),
        Remark(
            "Lars Eikmann",
            (
                "As lorry driver I must say the emergency bays are too short for an articulated "
                "vehicle. I measured with my steps on the open evening, 19. We need 25 at least. "
                "Who can I write to about this?"
            ),
            82,
            status="pending",
        ),
        Remark(
            "Dario Petz",
            "Update: she said no.",
            86,
            status="pending",
            held="filled_too_quickly",
        ),
        Remark(
            "Teelside Tess",
            (
                "Nice for everyone with a car!! Our bus stop was moved 400 metres for the ramp "
                'and they "forgot" to move it back. My mum is 84.'
            ),
            91,
            status="pending",
        ),
        Remark(
            "quaywalker",
            (
                "Best pictures so far, in my completely neutral opinion: "
                "https://example.org/photos/portal-dawn https://example.org/photos/ramp-rain "
                "https://example.org/photos/the-broomstick . The last one is the lorry. I waited "
                "forty minutes for that."
            ),
            95,
            status="pending",
            held="links",
        ),
        Remark(
            "M.",
            "waste of money",
            98,
            status="pending",
        ),
        Remark(
            "Sunniva Lode",
            (
                "I only cross on Wednesdays, for the choir, and I have no computer. If a camera "
                "reads my plate, how do I pay? Does somebody come?"
            ),
            103,
            status="pending",
        ),
        Remark(
            "Wim",
            "Satnav update: it now thinks I am a submarine.",
            106,
            status="withdrawn",
        ),
        Remark(
            "Pim Overgaard",
            (
                'My grandad is one of the 21. He read the article and said "well, they spelled '
                "Joram right\". He isn't a big talker. Thank you for asking them at all."
            ),
            110,
            status="pending",
        ),
    ),
}
