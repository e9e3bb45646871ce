"""The grid in which registers are edited, as people know it from spreadsheets."""
