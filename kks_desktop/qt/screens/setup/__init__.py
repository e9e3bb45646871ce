"""First start: who this is for, which region, which year."""
