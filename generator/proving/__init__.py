"""Proofs: a guide's steps, done in a browser against a real identity provider."""
