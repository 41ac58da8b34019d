"""The rules of addresses as they are written, and of what should be a link and is none."""

_ERROR, _WARNING, _NOTE = "error", "warning", "note"

WRITTEN_LINKS = (
    # --- addresses that lead nowhere as they are written ---
    ("link/scheme", _ERROR, "An address begins with a scheme, rightly spelled, or with a path.",
     "Browsers look for a page of the site by that name, or do not know what to do."),
    ("link/backslash", _ERROR, "The folders of an address are parted with slashes.",
     "Only on the writer's own machine backslashes lead to the same file."),
    ("link/script", _ERROR, "A link leads to a page and runs no code.",
     "It can do on the site whatever a reader can; pages with a strict policy stop it."),
    ("link/credentials", _ERROR, "An address holds no user name and no password.",
     "Everybody who reads the page has them; browsers warn of such a link or drop them."),
    ("link/own-machine", _ERROR,
     "An address leads to nothing that only the writer has: no file, no preview.",
     "It works for the writer alone."),
    ("link/undone", _ERROR, "Nothing in an address is left to be filled in.",
     "Nobody owns the host, or somebody else does."),
    ("link/host", _ERROR, "An address names a host that can be, and a port up to 65,535.",
     "Browsers refuse it, or look for it in vain."),
    ("link/mail-address", _ERROR, "Behind mailto: stand mail addresses, parted with commas.",
     "Mail would go nowhere; RFC 6068 says how they are written."),
    ("link/phone-number", _ERROR, "Behind tel: stands a number, with hyphens for blanks.",
     "Phones dial something else, or nothing; RFC 3966 says how it is written."),
    ("link/punctuation", _WARNING, "No sign of the sentence around it is part of an address.",
     "Most servers have no page that ends with it."),
    # --- what should be a link and is none ---
    ("link/bare", _NOTE, "An address that readers are sent to is a link.",
     "Readers would have to copy it."),
    ("link/undefined-reference", _ERROR, "A reference or a footnote that a page uses is defined.",
     "Readers would see the brackets, and nothing to follow."),
    ("link/duplicate-reference", _WARNING, "A reference or a footnote is defined once on a page.",
     "The last one counts, and the others are lost without a word."),
    ("link/unused-reference", _NOTE, "A reference that a page defines is used.",
     "Nobody sees that it is out of date; or its name is misspelt where it is used."),
    ("link/unused-footnote", _WARNING, "A footnote that a page defines is used.",
     "Readers find it at the end of the page, with a link that leads back to nothing."),
    ("link/empty", _ERROR, "A link in Markdown has words and an address, a picture an address.",
     "Readers see nothing to follow, or get the same page once more."),
    ("include/missing", _ERROR, "A file, a section or a line that a page includes is there.",
     "It would be missing from the page without a word."),
)  # fmt: skip
