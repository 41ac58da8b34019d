"""temporary"""
_ERROR = "error"
PROOFS = (
    ("prove/label", _ERROR, "A label names one thing that can be seen on the console.", "x"),
    ("prove/expected", _ERROR, "What a step expects shows up.", "x"),
    ("prove/answer", _ERROR, "A console answers.", "x"),
    ("prove/value", _ERROR, "x", "x"),
    ("prove/command", _ERROR, "x", "x"),
    ("prove/lab", _ERROR, "x", "x"),
)
