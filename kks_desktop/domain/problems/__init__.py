"""What is not right in a dossier yet: rules that look at its facts, all listed in ``rules``."""
