"""The commands of `handrail`, a module for each group of them."""
