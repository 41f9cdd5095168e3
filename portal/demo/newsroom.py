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
