"""Desa/Kelurahan and ODF, and the numbers that several indicators share."""
