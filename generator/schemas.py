"""JSON Schemas of what writers write, made from the models."""

import json

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.figures.description import Drawing
from generator.fragments import Fragment
from generator.guide import Guide
from generator.schema import Part
from generator.service_provider import ServiceProvider

MODELS: dict[str, type[Part]] = {
    "fragment": Fragment,
    "drawing": Drawing,
    "guide": Guide,
    "service-provider": ServiceProvider,
}
# https://json-schema.org/draft/2020-12 is what pydantic writes.
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Written(GenerateJsonSchema):
    """What may be written: a key that is left out is one thing, a key with nothing is refused."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


def text(kind: str) -> str:
    """Return the schema of a `kind` of file as JSON text."""
    schema = {"$schema": _DIALECT, **MODELS[kind].model_json_schema(schema_generator=_Written)}
    return json.dumps(schema, indent=2, ensure_ascii=False)
