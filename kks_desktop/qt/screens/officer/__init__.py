"""Who fills in: the names that history, bundle and paper carry."""
