"""What a site says about links to other sites, under `external:`."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _pattern(text: str) -> str:
    if not text.startswith(("http://", "https://", "*")):
        raise ValueError("an address begins with https:// or http://, or with * for anything")
    return text


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError("say why")
    return text


_Pattern = Annotated[str, AfterValidator(_pattern)]
_Words = Annotated[str, AfterValidator(_words)]
_Code = Annotated[int, Field(ge=100, le=999)]


class AddressExcuse(BaseModel):
    """Addresses whose faults are allowed up to the end of a day, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: _Pattern = Field(description="The address; `*` stands for anything.")
    because: _Words = Field(description="Why its faults are allowed.")
    until: date = Field(description="The last day on which they are, as YYYY-MM-DD.")


class External(BaseModel):
    """How links to other sites are checked by `handrail check --external`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    timeout: int = Field(15, ge=1, le=300, description="How many seconds an answer may take.")
    retries: int = Field(
        2, ge=0, le=10, description="How often a host is asked again that gives no good answer."
    )
    per_host: int = Field(
        4, ge=1, le=50, description="How many pages of one host are asked for at the same time."
    )
    keep_hours: int = Field(
        24, ge=0, description="How long a good answer is kept in .cache/handrail."
    )
    accept: dict[_Pattern, list[_Code]] = Field(
        default={}, description="Status codes that are no faults, by addresses."
    )
    sign_in: list[_Pattern] = Field(
        default=[], description="Addresses that readers are meant to sign in for."
    )
    excuses: list[AddressExcuse] = Field(
        default=[], description="Addresses whose faults are allowed, why, and until when."
    )

    def accepts(self, address: str, code: int) -> bool:
        """Tell whether a status code is no fault where it is the answer of `address`."""
        return any(code in self.accept[one] for one in self.accept if matches(address, [one]))


def matches(address: str, patterns: Iterable[str]) -> bool:
    """Tell whether an address is like one of some patterns, in which * stands for anything."""
    return any(_compiled(pattern).fullmatch(address) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split("*"))), re.DOTALL)
