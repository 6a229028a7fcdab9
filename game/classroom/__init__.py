"""A class at one table: rooms with a code, a phone in every seat, a wall, and a teacher who keeps the time."""
