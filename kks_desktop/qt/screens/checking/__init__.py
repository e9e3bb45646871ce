"""Periksa berkas: look into a bundle without taking it in."""
