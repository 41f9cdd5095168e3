"""What happens to some of the demo's comments after they were sent, each named by story and name."""

# Who has proved an address; replies are mailed to the first three (on a demo site: into files).
KNOWN = [
    "Edda Lunt",
    "Maren Voss",
    "T. Ambler",
    "Hanneke R.",
    "Barnaby Stowe",
    "Goran Tesk",
]
WANT_REPLIES = KNOWN[:3]

PICKS = [("harbour-tunnel", "Edda Lunt"), ("harbour-tunnel", "T. Ambler")]

# story, name, how many readers recommend their first comment there
RECOMMENDED = [
    ("harbour-tunnel", "Maren Voss", 41),
    ("harbour-tunnel", "T. Ambler", 17),
    ("harbour-tunnel", "quaywalker", 9),
    ("harbour-tunnel", "Edda Lunt", 12),
]

# story, whom it answers, login, text
ANSWERS = [
    (
        "harbour-tunnel",
        "Corvin Hale",
        "ada",
        "We will. Both figures, with the years they were given in, are in Thursday’s paper, page 3. "
        "I have asked for a large table.",
    ),
]

# story, name, reason, how many readers
REPORTS = [("harbour-tunnel", "Barnaby Stowe", "off_topic", 2)]

# story, name, what is said to be illegal and why, by whom
NOTICES = [
    (
        "harbour-tunnel",
        "quaywalker",
        "The words “Has somebody checked there’s actually a tunnel?” say to a large public that my "
        "client was paid for a tunnel that does not exist. It exists. I have driven through it.",
        "Legal department, Sound Crossing Ltd",
        "legal@soundcrossing.example.org",
    ),
]

# name, complaint
APPEALS = [
    (
        "Goran Tesk",
        "The note says that half of it is fair comment. Then put back that half. I take back the door.",
    ),
]

# name, login, text
NOTES = [
    ("Barnaby Stowe", "mina", "Asks the same question under every budget story. Always civil."),
    ("Goran Tesk", "ruben", "Cools down by Monday."),
]

# name, kind, what it does, entries, whether it is on
WORD_LISTS = [
    ("Betting and loans", "domains", "hold", "betharbour.example.org\nquickkey.example.org", True),
    ("Heated words", "words", "hold", "blind rat\ngo home", False),
]
