"""What is asked of texts and keys beyond their kind, said once for the reader and for editors.

Each demand checks what pydantic has read, and says the same in JSON Schema
(https://json-schema.org/draft/2020-12/json-schema-validation). `errorMessage` and
`patternErrorMessage` are what the YAML language server shows where something does not fit
(https://github.com/redhat-developer/yaml-language-server); others take them for annotations.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from generator.schema import Demand, JsonSchema, Part, fault
from generator.yaml_data import Sequence


@dataclass(frozen=True)
class Matching:
    """An annotation of a text: it matches `pattern` as a whole, without the blanks around it.

    `hint` says what fits, `says` what is wrong with a text that breaks `rule`. The pattern has to
    mean the same in Python and in editors (https://262.ecma-international.org/#sec-patterns).
    """

    pattern: str
    hint: str
    rule: str = "schema/value"
    says: Callable[[str], str] = '"{}" does not fit here'.format

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic check every text of this kind."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        """Let pydantic say the pattern in JSON Schema."""
        return {
            **handler(schema),
            **self._type(),
            "pattern": rf"^\s*(?=\S)(?:{self.pattern})\s*$",
            "patternErrorMessage": self.hint,
        }

    def _type(self) -> JsonSchema:
        """Allow numbers that fit: editors read a bare 443 as one, Handrail keeps what was typed."""
        if self._fits("-1.5"):
            return {"type": ["string", "number"]}
        if self._fits("1"):
            return {"type": ["string", "integer"], "minimum": 0}
        return {"type": "string"}

    def _fits(self, text: str) -> bool:
        return re.fullmatch(self.pattern, text) is not None

    def _check(self, text: str) -> str:
        if not self._fits(text):
            raise fault(self.rule, self.says(text), self.hint)
        return text


@dataclass(frozen=True)
class Distinct:
    """An annotation of a list: nothing stands in it twice."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic check every list of this kind."""
        return core_schema.no_info_wrap_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        """Let pydantic say it in JSON Schema."""
        return {**handler(schema), "uniqueItems": True}

    def _check(self, data: Any, handler: Callable[[Any], list[str]]) -> list[str]:
        items = handler(data)
        for index, item in enumerate(items):
            if item in items[:index]:
                spans = data.value_spans if isinstance(data, Sequence) else []
                place = data.source.place(spans[index]) if spans else None
                raise fault("schema/value", f'"{item}" stands here twice', "keep one", place)
        return items


@dataclass(frozen=True)
class SomeOf(Demand):
    """At least one of the keys `names` is written; without one, `nothing` says what is wrong."""

    names: tuple[str, ...]
    nothing: str
    rule: str

    def check(self, part: Part) -> None:
        """See `Demand`."""
        if part.given_keys.isdisjoint(self.names):
            raise fault(self.rule, self.nothing, self._hint)

    def schema(self, keys: Collection[str]) -> JsonSchema:
        """See `Demand`; a key that nobody knows may be one of the names, misspelt."""
        others = [key for key in keys if key not in self.names]
        message = f"{self.nothing}; {self._hint}"
        return {
            "if": {"propertyNames": {"enum": others}},
            "then": {"required": [self.names[0]], "errorMessage": message},
        }

    @property
    def _hint(self) -> str:
        return f"write one of: {', '.join(self.names)}"


@dataclass(frozen=True)
class OneOf(Demand):
    """Exactly one of the keys `names` is written: it says `what`."""

    names: tuple[str, ...]
    what: str
    rule: str = "schema/thing"

    def check(self, part: Part) -> None:
        """See `Demand`."""
        given = part.given_keys.intersection(self.names)
        if len(given) > 1:
            found = " and ".join(f'"{name}"' for name in self.names if name in given)
            raise fault(self.rule, f"{found} each say {self.what}", "keep one")
        if not given:
            self._some.check(part)

    def schema(self, keys: Collection[str]) -> JsonSchema:
        """See `Demand`."""
        message = f"only one of {', '.join(self.names)} says {self.what}"
        others = (self.names[number:] for number in range(1, len(self.names)))
        return self._some.schema(keys) | {
            "dependentSchemas": {
                name: {"properties": dict.fromkeys(later, False), "errorMessage": message}
                for name, later in zip(self.names, others, strict=False)
            }
        }

    @property
    def _some(self) -> SomeOf:
        return SomeOf(self.names, f"nothing says {self.what}", self.rule)


@dataclass(frozen=True)
class OneKey(Demand):
    """Exactly one key is written: it says `what`."""

    what: str

    def check(self, part: Part) -> None:
        """See `Demand`."""
        if len(part.model_fields_set) != 1:
            OneOf(tuple(type(part).model_fields), self.what).check(part)

    def schema(self, _: Collection[str]) -> JsonSchema:
        """See `Demand`."""
        return {"minProperties": 1, "maxProperties": 1}


@dataclass(frozen=True)
class Unless(Demand):
    """The key `name` is written, unless `other` is `word`: then it is not, as `hint` says."""

    name: str
    other: str
    word: str
    hint: str

    def check(self, part: Part) -> None:
        """See `Demand`."""
        is_given = self.name in part.given_keys
        if getattr(part, self.other) != self.word and not is_given:
            raise fault("schema/missing-key", f'"{self.name}" is missing')
        if getattr(part, self.other) == self.word and is_given:
            message = f'"{self.name}" has no place beside "{self.other}: {self.word}"'
            raise fault("schema/value", message, self.hint)

    def schema(self, _: Collection[str]) -> JsonSchema:
        """See `Demand`."""
        return {
            "if": {"properties": {self.other: {"const": self.word}}, "required": [self.other]},
            "then": {"properties": {self.name: False}, "errorMessage": self.hint},
            "else": {"required": [self.name]},
        }


@dataclass(frozen=True)
class Together(Demand):
    """Of two keys both are written or none; `hint` shows them."""

    names: tuple[str, str]
    hint: str

    def check(self, part: Part) -> None:
        """See `Demand`."""
        if len(part.given_keys & {*self.names}) == 1:
            first, second = self.names
            raise fault("schema/value", f'"{first}" and "{second}" belong together', self.hint)

    def schema(self, _: Collection[str]) -> JsonSchema:
        """See `Demand`."""
        first, second = self.names
        return {"dependentRequired": {first: [second], second: [first]}}
