"""A widget layer on pygame: retained trees, rows and columns, one scale factor, themes in TOML. It knows nothing of the game."""
