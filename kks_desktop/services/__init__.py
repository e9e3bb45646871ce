"""The use cases, one module each; they know neither Qt nor a command line."""
