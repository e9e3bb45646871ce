"""Widgets that know a field, a chart or a list, but no screen and no session."""
