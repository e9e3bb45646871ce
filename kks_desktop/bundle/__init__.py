"""The signed file that carries a revision, a receipt or a verdict between the offices."""
