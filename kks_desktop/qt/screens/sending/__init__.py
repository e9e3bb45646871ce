"""Kirim: sign the assessment and write the bundle to a stick or folder."""
