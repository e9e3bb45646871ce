"""What a damaged store opens with."""
