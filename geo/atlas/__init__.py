"""The atlas in memory: typed tables, their description, and what is measured on them."""
