"""Beginning a new assessment from the last one."""
