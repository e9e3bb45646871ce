"""Laporan: every paper there is, seen, filled in, saved and printed."""
