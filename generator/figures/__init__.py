"""Figures: image files and drawings."""
