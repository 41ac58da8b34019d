"""A guide's steps done in a real browser."""
