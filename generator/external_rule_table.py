"""The rules of links to other sites: a part of the table of all rules."""

_ERROR, _WARNING = "error", "warning"

EXTERNAL = (
    # --- links to other sites, with --external ---
    ("external/dead", _ERROR, "A link to another site leads to something.",
     "Readers would see an error: the page, or the whole host, is gone."),
    ("external/certificate", _ERROR, "Another site has a certificate that browsers trust.",
     "Readers would see a warning that the site may be somebody else's."),
    ("external/redirects", _ERROR, "What another site redirects to comes to an end.",
     "Browsers give up on a loop, and on a redirect that says no address."),
    ("external/missing-anchor", _WARNING, "The anchor of a link exists on the other site's page.",
     "Readers would land at the top and search."),
    ("external/soft-404", _WARNING, "A link to another site leads to what was there.",
     "The site says in words alone that the page is gone: readers see just that."),
    ("external/sign-in", _WARNING, "A link to another site needs no sign-in to be read.",
     "Readers without an account there see nothing of it."),
    ("external/forbidden", _WARNING, "A page on another site may be read.",
     "Whoever follows the link is turned away."),
    ("external/moved", _WARNING, "A link to another site has the address that holds today.",
     "Redirects are taken away one day, and the link is dead then."),
    ("external/insecure", _WARNING, "A link begins with https:// where the other site has that.",
     "On the way, anybody could read and change what readers see."),
    ("external/server-error", _WARNING, "Another site answers without an error of its own.",
     "Readers would see the error, unless it is over soon."),
    ("external/timeout", _WARNING, "Another site answers in time.",
     "Readers do not wait longer."),
    ("external/cut-off", _WARNING, "Another site sends pages to their end.",
     "Readers would see half of it, or an error."),
)  # fmt: skip
