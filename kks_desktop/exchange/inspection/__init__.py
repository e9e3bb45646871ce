"""What a file of proof really is, found by opening it: ``Inspector`` does it in a child process."""
