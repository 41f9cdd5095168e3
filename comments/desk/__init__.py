"""The moderators' desk: one file for each thing done there."""
