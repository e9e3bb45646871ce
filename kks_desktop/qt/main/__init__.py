"""The main window: navigation, pages, and what is always in reach."""
