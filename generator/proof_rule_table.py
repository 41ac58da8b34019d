"""The part of the table of rules that is about proofs, and how old they are."""

_ERROR, _WARNING, _NOTE = "error", "warning", "note"

PROOFS = (
    ("proof/missing", _ERROR, "A guide that says that it is proven has a proof of its own.",
     "Readers would be told of a run that nobody has made."),
    ("proof/unreadable", _ERROR, "A proof can be read.",
     "What a page says of its proof comes from this file."),
    ("proof/stale", _WARNING, "The steps of a proven guide are those that were proven.",
     "What was changed since, nobody has tried."),
    ("proof/no-sign-in", _WARNING, "A proof ends in a sign-in.",
     "A wrong value in a form shows only there."),
    ("proof/unsaid", _NOTE, "A guide that has a proof says so.",
     "Readers would be told less than is known."),
    ("proof/unused", _WARNING, "A proof stands beside its guide.",
     "Nobody reads it: its guide is gone, or has another name."),
    ("verified/old", _WARNING, "A guide was compared with its console within `verified_days`.",
     "Consoles change, and nobody notices until a reader is stuck."),
    # --- while a guide is proven ---
    ("prove/label", _ERROR, "A label names one thing on the console, which people see and can use.",
     "Readers would look for it in vain, or take another one of that name."),
    ("prove/expected", _ERROR, "What a step expects, or brings, is there when it is done.",
     "The step did not do what readers are told."),
    ("prove/answer", _ERROR, "A console answers, and lets be done what a step says.",
     "Nobody can go on."),
    ("prove/value", _ERROR, "What goes into a field is known when it is filled in.",
     "Nobody can say what a reader would enter there."),
    ("prove/command", _ERROR, "A command of the lab ends well.",
     "What comes after it would not be what it is about."),
    ("prove/lab", _ERROR, "What a lab says is about something that its guide has.",
     "It would never be done, and the guide has most likely changed."),
)  # fmt: skip
