"""Item models over an assessment."""
