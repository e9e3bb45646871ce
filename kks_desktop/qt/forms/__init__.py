"""Compiled from ui/*.ui by build/gen.py."""
