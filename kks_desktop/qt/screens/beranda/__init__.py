"""Beranda: where the assessment stands and what to do next."""
