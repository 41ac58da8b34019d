"""Checks: one function per rule, each yielding diagnostics."""
