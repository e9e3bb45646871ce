"""Kunci: the keys of this office, whom it trusts, and what its province asks."""
