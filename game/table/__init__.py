"""One game with people: decisions and their text form, seats, views, events, the journal, replay and fork."""
