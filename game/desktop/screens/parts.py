"""How screens put widgets together: the same margins, headings and buttons everywhere."""
