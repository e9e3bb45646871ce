"""Pratinjau: a report on the screen, saved and printed from here."""
