"""Feeds as such: what one says (feed.py), and the three ways to write it down (formats.py)."""
