"""Pages of a document on the screen, for reports and for proof."""
