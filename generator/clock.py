"""The day on which a check is made."""

import datetime as dt
import os
import re

VARIABLE = "SOURCE_DATE_EPOCH"


def today() -> dt.date:
    """Return today (UTC), or the day that the environment says, so that a build can be repeated.

    See https://reproducible-builds.org/specs/source-date-epoch/. Raises ValueError where what it
    says is no number of seconds.
    """
    written = os.environ.get(VARIABLE)
    if not written:
        return dt.datetime.now(tz=dt.UTC).date()
    if not re.fullmatch("[0-9]{1,11}", written):
        raise ValueError(f'{VARIABLE}: "{written}" is no number of seconds since 1970')
    return dt.datetime.fromtimestamp(int(written), tz=dt.UTC).date()
