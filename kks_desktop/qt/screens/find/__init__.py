"""Cari: any indicator by its code or a word."""
