"""Registers of the dossier, each edited in a grid."""
