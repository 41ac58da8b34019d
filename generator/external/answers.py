"""What another site answered: plain facts, which `verdicts` judges."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """What kept an answer from being whole; each is told with a reason."""

    UNKNOWN = "nothing is known of the host"
    SILENT = "nothing answers"
    SLOW = "no answer in time"
    CERTIFICATE = "the certificate is not trusted"
    REDIRECTS = "redirects lead nowhere"
    CUT_OFF = "the answer ends too early"
    WALL = "only people are answered, or not now"


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect: the address that it leads to, and its status code."""

    address: str
    code: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a page holds of interest: its title and first headings, whether it asks for a password.

    `missing` are the fragments that were looked for and are not there.
    """

    titles: tuple[str, ...] = ()
    asks_password: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address: the last status code, 0 if there was no answer.

    `is_insecure` tells that the same is there under https://.
    """

    code: int = 0
    trouble: Trouble | None = None
    reason: str = ""
    hops: tuple[Hop, ...] = ()
    content: Content = Content()
    is_insecure: bool = False

    @property
    def is_good(self) -> bool:
        """Whether something was there, all of it."""
        return self.trouble is None and 200 <= self.code < 300  # noqa: PLR2004 (RFC 9110, 15.3)
