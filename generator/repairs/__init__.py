"""Where YAML cannot be read on: what the writer meant, found by trying what makes it readable.

`explain` is the way in. Each other module knows slips of one kind.
"""
