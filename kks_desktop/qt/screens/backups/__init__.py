"""What was carried from the last assessment and waits to be confirmed."""
