"""Kelembagaan: the sixteen variables, the gates, and the facts for Paripurna."""
