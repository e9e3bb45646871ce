"""The machine around the program: places, settings, log, lock. No Qt."""
