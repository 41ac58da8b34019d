"""The servers' addresses in the data files of tests, which cannot know on which ports they are."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Hosts:
    """The servers' addresses, by what data files call them: {server} stands for that of `server`.

    Each case has a folder of its own on every server, "/name".
    """

    addresses: Mapping[str, str]

    def filled(self, text: str, folder: str) -> str:
        """Return a text of a case with the addresses in it."""
        for host, address in self.addresses.items():
            text = text.replace("{" + host + "}", f"{address}{folder}")
        return text

    def hidden(self, text: str, folder: str) -> str:
        """Return a text as it stands in the file of a case."""
        for host, address in self.addresses.items():
            text = text.replace(f"{address}{folder}", "{" + host + "}")
        return text
