"""Handrail: set-up guides for SAML single sign-on, written once in YAML, checked and rendered."""
