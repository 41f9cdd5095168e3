"""What readers say about the bay, the derby, the cinema, books and bread."""

from .remark import Remark

TALK: dict[str, tuple[Remark, ...]] = {
    "eelgrass": (
        Remark(
            "Odile Fenn",
            (
                "I've sailed in and out of there since I was nine, and for thirty years it was "
                "sand and beer cans. Last month I leaned over the side and there were fish in a "
                "meadow. My elastic mooring is ordered. I'll eat soup till spring."
            ),
            14,
            replies=(
                Remark(
                    "Rasmus Teague",
                    (
                        "Nineteen hundred crowns. Some of us are seventy with a boat that's worth "
                        "less than that, and I don't like soup. First it's rubber bands, then "
                        "it's a ban, you'll see."
                    ),
                    38,
                    replies=(
                        Remark(
                            "Odile Fenn",
                            (
                                "It comes down a lot if eight boats share one diver. The club has "
                                "had the leaflet since Easter. It's under the darts."
                            ),
                            24,
                            replies=(
                                Remark(
                                    "Rasmus Teague",
                                    (
                                        "Found it. It was under the darts. Six hundred off, and "
                                        "nobody reads that bit aloud. I'd sign, if the city pays "
                                        "half of the rest."
                                    ),
                                    60,
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Ruta Bexley",
            (
                "We took thirty children out on it at low water with glass-bottomed buckets. One "
                "of them asked me, quite seriously, if we were allowed to be seeing this."
            ),
            40,
        ),
        Remark(
            "T. Ambler",
            (
                "The commodore says the grass has been there for nine years and the club for "
                'eighty-eight. The harbour survey of my grandfather\'s day shows "weed, thick" '
                "exactly where the clubhouse moorings are. The grass was out, that's all. It's "
                "come home and found somebody in the bed."
            ),
            62,
            replies=(
                Remark(
                    "Dario Petz",
                    "Mr Ambler has been waiting all his life to write that sentence.",
                    20,
                ),
            ),
        ),
        Remark(
            "Barnaby Stowe",
            (
                "A hundred and eighteen yachts, and I've now read about every one of them. I'd "
                "pay for the first rubber band myself to hear no more of it, and you may quote "
                "me."
            ),
            95,
        ),
        Remark(
            "Old Pilot",
            (
                "Two tennis courts of it under the pilot boats now. When I was a boy it came "
                "right up to the Mole. We cut it and dried it for mattresses. If you've never "
                "slept on eelgrass: it crackles."
            ),
            220,
        ),
        Remark(
            "Fenno Duyt",
            (
                "I planted two of the eleven transplants in the study. Not two of the four. It's "
                "like moving a lawn in a gale. If the bed by the fairway really has to go, "
                "collect seed from it for two summers first and sow that, and don't let anybody "
                "tell you a digger can do it in a week."
            ),
            350,
            status="pending",
        ),
        Remark(
            "The Mooring Widow",
            (
                "Thirty-four years married to a man with a boat in that bay. Elastic, screwed "
                "down or banned outright, I don't mind. I'll help carry the chain."
            ),
            420,
            status="pending",
        ),
    ),
    "derby": (
        Remark(
            "Dario Petz",
            (
                "I have no voice and no shirt, and I'd like it on record that I said at twenty to "
                "two that a man who splices rope doesn't drop a cross."
            ),
            3,
            replies=(
                Remark(
                    "Niko V.",
                    (
                        "You said, and I was standing next to you, \"we're finished, he's a "
                        'deckhand".'
                    ),
                    9,
                    replies=(
                        Remark(
                            "Dario Petz",
                            "A deckhand with good hands.",
                            4,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "Northgate Dad",
            "NINE. PLAYERS. My son has decided he's a goalkeeper now. We have lost a lamp.",
            12,
        ),
        Remark(
            "Wim",
            (
                "I'm Teelside, and I stayed and clapped. Don't tell my brother. (And no, not that "
                "Wim. My shins are my own.)"
            ),
            25,
            replies=(
                Remark(
                    "Lena Hatch",
                    "We saw you. It was nice of you.",
                    60,
                ),
            ),
        ),
        Remark(
            "T. Ambler",
            (
                "The other use of the rule, in 1987, should be remembered. The borrowed man let "
                "in four, thanked everyone, and went back to his post office. It makes one "
                "appreciate a thing."
            ),
            41,
        ),
        Remark(
            "Goran Tesk",
            (
                "The second red card was a joke and the referee is a blind, bought rat. Somebody "
                "should tell him so at his front door."
            ),
            55,
            status="rejected",
            reason="insult",
            note="The first half is fair comment on the referee, the second is not.",
        ),
        Remark(
            "BetHarbour Official",
            (
                "Did YOU call the 9-man miracle? Our members did! 500 % welcome bonus on your "
                "first derby bet. Real money, no limits, instant payout >>> "
                "https://betharbour.example.org/welcome"
            ),
            90,
            status="spam",
        ),
        Remark(
            "Saltmarket Sal",
            (
                "I've been throwing that man his change across the stall for ten years and he's "
                "never dropped a coin. Any of you could have asked me."
            ),
            140,
        ),
        Remark(
            "Old Pilot",
            (
                "On watch at five and on time, as the harbour office says. What it doesn't say is "
                "that the crew had hung a net over his bunk."
            ),
            200,
        ),
        Remark(
            "Jannik Oerter",
            (
                "Teelside here. Beaten by a pilot boat, fine, I'll live with it. But the header "
                "that Oduvar cleared was behind the line, I was level with the post and so was my "
                "dad and he's an honest man, he supports Aldine."
            ),
            330,
            status="pending",
        ),
        Remark(
            "Harrier, deck",
            (
                "From the boat: he asked for one thing when he came on watch, which was that "
                "nobody should sing. We lasted till the outer buoy."
            ),
            350,
            status="pending",
        ),
        Remark(
            "Niko V.",
            "Still singing.",
            371,
            status="pending",
            held="filled_too_quickly",
        ),
    ),
    "corona-cinema": (
        Remark(
            "Anselm Crake",
            (
                "They kept the curtain. I went in prepared to be cross about everything, and then "
                "they drew that ridiculous mustard curtain and I had to look for my handkerchief."
            ),
            19,
        ),
        Remark(
            "Mrs P. Oram",
            (
                "Row G, seat 11, the year of the great snow. He had forgotten the tickets, and "
                "the usherette let us in because of his ears, which were blue. We were married "
                "forty-six years."
            ),
            44,
            replies=(
                Remark(
                    "Lena Hatch",
                    (
                        "I help at the box office on Tuesdays. G 11 is yours on the first evening "
                        "that isn't sold out. Just say your name."
                    ),
                    33,
                    replies=(
                        Remark(
                            "Mrs P. Oram",
                            "Then I shall wait. I've had practice.",
                            200,
                        ),
                    ),
                ),
            ),
        ),
        Remark(
            "T. Ambler",
            (
                "It was the autumn of 1998. I still have the torn half of the ticket, on which "
                "they owe me twenty minutes. I gather they have now paid."
            ),
            70,
        ),
        Remark(
            "Ada Quill",
            (
                "Lovely. But there are nine steps up to the foyer and the ramp is round in the "
                "yard behind a locked gate. My sister went home. Please ask them about the gate."
            ),
            95,
            replies=(
                Remark(
                    "Ilse Karnow",
                    (
                        "I asked, since I walk past. The key is at the chess café and there's to "
                        "be a bell next week. Please hold them to it."
                    ),
                    81,
                ),
            ),
        ),
        Remark(
            "Felix Onslow",
            (
                "Six crowns on a Monday and a projector that makes an actual noise. I'm never "
                "going home."
            ),
            160,
        ),
        Remark(
            "Harald Bruun",
            (
                "My father was the projectionist who trained Pavel Istrand. I have his logbook: "
                "every film, every broken reel, and in the margin what he thought of them. He was "
                "rarely kind. Would the cooperative want it?"
            ),
            840,
            status="pending",
        ),
        Remark(
            "Joris Fell, joiner",
            (
                "Row F was me. One short batten, four in the morning, and then forty-seven people "
                "sat on it. Sorry. I thought nobody would measure."
            ),
            1010,
            status="pending",
        ),
    ),
    "small-telescope": (
        Remark(
            "Ruta Bexley",
            (
                "Read this to a class of thirteen-year-olds, and then we sat still for nineteen "
                "seconds to see how long a star was out. It is very long. Nobody laughed until "
                "seventeen."
            ),
            30,
        ),
        Remark(
            "Imre Solt",
            (
                "I was up there on the last clear Friday. The socks are real. Mine had a hole in "
                "it, and he said that was the guide star."
            ),
            75,
        ),
        Remark(
            "Judith Amsel",
            (
                "I'd never looked up properly until the street lamp outside our house failed in "
                "March. I've been asking the city, politely, not to mend it."
            ),
            420,
            replies=(
                Remark(
                    "T. Ambler",
                    "Lamp 417? I reported that one. I do apologise.",
                    28,
                ),
            ),
        ),
        Remark(
            "E. Marrable, Sallow",
            (
                "They're my sheep. They lean on that fence because it's the only warm thing on "
                "the hill, it's where his cable runs. I've told him twice."
            ),
            900,
            status="pending",
        ),
    ),
    "first-novel": (
        Remark(
            "Ada Quill",
            (
                'I proofread "Carvel", so I\'m not neutral, but I must have read nine hundred '
                "novels for their commas and this is the third in which I forgot about the "
                "commas."
            ),
            50,
        ),
        Remark(
            "Felix Onslow",
            ("I also missed my stop on the 7 because of page 290. Is it the book or is it the 7?"),
            310,
        ),
        Remark(
            "Anselm Crake",
            (
                "Fair on Matti, too hard on the harbour pilot. Old men have been known to fall in "
                "love, even at a publisher's suggestion."
            ),
            1240,
        ),
    ),
    "orchestra-harbour": (
        Remark(
            "Anselm Crake",
            (
                "I'd not cut one of the forty bars. After <em>Constance</em> you need time to "
                "notice that you are still standing there."
            ),
            22,
        ),
        Remark(
            "Old Pilot",
            (
                "She's been flat since the refit. They changed the horn and kept the old pipe. "
                "The crew tried to tune her for the concert and the composer told them to leave "
                "her be. Quite right."
            ),
            60,
        ),
        Remark(
            "Judith Amsel",
            (
                "Beautiful, and could someone think about toilets next time? Seven thousand "
                "people and two doors."
            ),
            90,
        ),
        Remark(
            "Selma Aydın",
            (
                "My mother listened from her balcony across the water with the window open, and "
                "said it came over a little late, like a letter."
            ),
            150,
        ),
        Remark(
            "Tug Bertha, engine room",
            (
                "We were horn no. 6. The sheet said 41 min 10 sec. We went at 41.12 because the "
                "mate had the hiccups. Nobody noticed. We noticed."
            ),
            420,
            status="pending",
        ),
    ),
    "bakery-prices": (
        Remark(
            "Benno Kraal",
            (
                "Baker, Northgate, third generation. It's the first time I've seen all nine "
                "slices in a row. Mine are the same, but for the rent, because my grandfather "
                "bought the walls. I think of him every first of the month. I've hung the article "
                'by the till. A customer read it, said "hm", and bought two.'
            ),
            15,
            replies=(
                Remark(
                    "Mrs P. Oram",
                    "I was the customer.",
                    66,
                ),
            ),
        ),
        Remark(
            "Corvin Hale",
            ("I'd always assumed it was the flour. I've been angry at the wrong people for years."),
            48,
        ),
        Remark(
            "Edda Lunt",
            (
                "An exemplary piece: one object, every cost, no adjectives. More of these, "
                "please. Do the tram ticket next."
            ),
            85,
        ),
        Remark(
            "Slim Harbour Clinic",
            (
                "Bread is making you FAT. Doctors hate this one seed from the islands, 9 kilos in "
                "3 weeks without sport. Free sample pack, only postage: "
                "https://slimharbour.example.org/seed"
            ),
            110,
            status="spam",
        ),
        Remark(
            "Crust & Quay",
            (
                "At Crust & Quay your loaf still costs less! Two for one every Monday, Old Mole "
                "8, also gluten free, cakes to order, follow us and show this comment at the till "
                "for a free roll!!!"
            ),
            125,
            status="rejected",
            reason="advertising",
            note="Invited them to comment as bakers instead. No answer yet.",
        ),
        Remark(
            "Dario Petz",
            ("So the hole in the middle of a ring loaf is, financially speaking, the best part."),
            140,
        ),
        Remark(
            "H. Lisle",
            (
                "I am the Mrs Lisle in question. The roof of that house cost me 61,000 two "
                "summers ago. I am glad to show my slices as well, if somebody from the paper "
                "would care to come up. There would be cake. Emil's."
            ),
            175,
            status="pending",
        ),
    ),
}
