"""Why a YAML text cannot be read on, in a writer's words."""

from itertools import product

from generator.repairs.brackets import comments, missing_commas, unpaired_brackets
from generator.repairs.indents import indents, no_break_spaces, tabs
from generator.repairs.keys import documents, empty_keys, missing_blanks, missing_colons
from generator.repairs.quotes import backslashes, behind_quotes, unclosed_quotes
from generator.repairs.stops import find_stop
from generator.repairs.texts import block_texts, brackets_within, second_colons, signs
from generator.repairs.trials import choose, is_explained
from generator.yaml_data import Source
from generator.yaml_mends import Slip

# The first that fits is it: what can be told for sure comes before what is only likely.
_REPAIRS = (
    documents,
    empty_keys,
    tabs,
    no_break_spaces,
    backslashes,
    unclosed_quotes,
    comments,
    block_texts,
    signs,
    brackets_within,
    missing_commas,
    behind_quotes,
    unpaired_brackets,
    missing_blanks,
    missing_colons,
    second_colons,
    indents,
)


def explain(source: Source) -> Slip | None:
    """Return why a text that is not well-formed cannot be read on.

    None if the slips that were found before are the reason.
    """
    stop = find_stop(source)
    if stop is None or is_explained(stop):
        return None
    # The line below can have a slip of its own: it counts only if that tells repairs apart.
    for lines_below, repair in product((1, 0), _REPAIRS):
        slip = choose(stop, repair(stop), lines_below)
        if slip is not None:
            return slip
    message = f"this cannot be read: {stop.problem}"
    hint = "look at this line and the one above: colons, quotes, brackets, indents"
    return Slip("yaml/syntax", stop.at, message, hint=hint)
