"""The library of proof: every file, what it is for, and who stands for it."""
