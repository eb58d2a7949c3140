"""In a real browser: every page, the story of one number, entry on a phone, the keyboard."""
