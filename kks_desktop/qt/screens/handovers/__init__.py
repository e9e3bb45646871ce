"""Terkirim: what became of each revision, and what the province answered."""
