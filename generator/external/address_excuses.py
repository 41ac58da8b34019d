"""Excuses in mkdocs.yml: addresses of other sites whose faults are allowed for a while."""

from collections.abc import Iterator
from urllib.parse import urldefrag

from generator import mkdocs_yml
from generator.configuration import Configuration
from generator.diagnostics import Diagnostic
from generator.external.options import AddressExcuse, matches


class AddressExcuses:
    """The excuses of a site, and which of them have covered something."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._used: set[AddressExcuse] = set()

    def cover(self, address: str) -> bool:
        """Tell whether a fault of `address` is excused, as it is or without its fragment."""
        forms = (address, urldefrag(address).url)
        covering = {
            excuse
            for excuse in self._configuration.options.external.excuses
            if not self._has_ended(excuse) and any(matches(one, [excuse.address]) for one in forms)
        }
        self._used |= covering
        return bool(covering)

    def _has_ended(self, excuse: AddressExcuse) -> bool:
        return excuse.until < self._configuration.today

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with the excuses when all faults are known."""
        written = mkdocs_yml.read(self._configuration.file)
        for excuse in self._configuration.options.external.excuses:
            path = ("plugins", "handrail", "external", "excuses", "address", excuse.address)
            place = written.place(*path)
            if self._has_ended(excuse):
                message, hint = f"it has ended on {excuse.until}", "delete it, or say until when"
                yield Diagnostic(place, "excuse/ended", message, hint)
            elif excuse not in self._used:
                message = f'nothing is wrong with "{excuse.address}"'
                yield Diagnostic(place, "excuse/unused", message, "delete the excuse")
