"""The paper as feeds: which articles (entries.py), and at which addresses (views.py)."""
