"""This assessment beside an earlier state of it, or an earlier assessment."""
