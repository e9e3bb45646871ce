"""The page ``Perlu diperbaiki``: every problem, each leading to its field."""
