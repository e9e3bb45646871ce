"""Periksa riwayat: is every change still there, and is what was sent part of it?"""
