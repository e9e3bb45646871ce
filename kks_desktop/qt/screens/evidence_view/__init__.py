"""Lihat bukti: one file of proof, looked at inside the program or opened outside."""
