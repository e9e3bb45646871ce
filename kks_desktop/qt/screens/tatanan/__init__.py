"""The page of one tatanan: its indicators and the editor of one of them."""
