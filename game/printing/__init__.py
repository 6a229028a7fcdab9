"""A table on paper: cards, ballots, sealed news and the chair's script, as pages to print."""
