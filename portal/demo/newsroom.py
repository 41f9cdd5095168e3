"""The demo paper's people and sections: The Aldine Courier, of a harbour city that does not exist."""

SECTIONS = [
    ("city", "City", "Port Aldine, street by street: the council, the harbour, the trams."),
    ("politics", "Politics", "Who decides in the republic, and what they decided."),
    ("world", "World", "Reports from beyond the Sound."),
    ("business", "Business", "Shipyards, bakeries, pensions: what things cost and who is paid."),
    ("science", "Science", "What is found out, and how anybody knows."),
    ("culture", "Culture", "Stages, screens, pages, and the people behind them."),
    ("sport", "Sport", "Played here, watched here, argued about here."),
    ("opinion", "Opinion", "Arguments, signed by those who make them."),
]

AUTHORS = [
    ("Ada Lindqvist", "City editor. Has covered the harbour since the last ferry strike but one."),
    ("Tomas Okafor", "Politics correspondent. Reads the annexes."),
    ("Mirela Hoxha", "Foreign editor, formerly in three capitals and one embassy basement."),
    ("Jonas Brandt", "Business reporter. Was a ship’s accountant, briefly."),
    ("Selin Kaya", "Science reporter. Asks how they measured it."),
    ("Ruth Abara", "Culture, sport and the opinion page."),
]

# login, name, groups ("*" for everything), the author who uses it
STAFF = [
    ("chief", "Chief Editor", "*", None),
    ("ada", "Ada Lindqvist", "Editors", "Ada Lindqvist"),
    ("tomas", "Tomas Okafor", "Editors", "Tomas Okafor"),
    ("mina", "Mina Sorel", "Moderators", None),
    ("ruben", "Ruben Vale", "Moderators", None),
]

CREDIT = "Illustration: The Aldine Courier"

# topic, what its page says under the name; the others speak for themselves
TOPICS = {
    "Harbour": "Quays, cranes, ferries and tides: the reason why the city is where it is.",
    "Transport": "Trams, bridges, the tunnel, and how long it takes to get across town.",
    "Elections": "Who stands, who counts, and what the count says.",
    "Climate": "What a warmer Sound does to the city, and what the city does about it.",
    "Food": "What Port Aldine eats, who bakes it, and what it costs.",
    "Books": "Reviews, and conversations with those who write and translate.",
    "Housing": "Rents, empty flats, and who lives where.",
    "Council": "Eighteen members, one chair, and everything they vote on.",
}

# name, parts planned; the stories say which series they belong to
SERIES = {"Living with the water": 4}

# What editors put on the front page: zone, position, story, headline there, from, until (from now)
SLOTS = [
    ("lead", 1, "council-vote", "", None, "8h"),
    ("lead", 1, "city-budget", "", "20h", "2d"),
    ("secondary", 1, "harbour-tunnel", "The tunnel is early, and 28 million is left", None, None),
    ("secondary", 2, "flood-gates", "", None, "1d"),
    ("secondary", 3, "market-hall", "", "-2d", "-1d"),
    ("opinion", 1, "not-a-policy", "", None, None),
]
