"""JSON Schemas of what writers write, made from the models."""

import json

from generator.guide import Guide
from generator.schema import Part
from generator.service_provider import ServiceProvider

MODELS: dict[str, type[Part]] = {"guide": Guide, "service-provider": ServiceProvider}
# https://json-schema.org/draft/2020-12 is what pydantic writes.
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def text(kind: str) -> str:
    """Return the schema of a `kind` of file as JSON text."""
    schema = {"$schema": _DIALECT, **MODELS[kind].model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False)
