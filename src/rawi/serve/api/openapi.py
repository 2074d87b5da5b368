"""The document of the API. Comes in: its operations. Goes out: OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), as JSON."""

import functools
import re
from typing import Any

import msgspec

from rawi import __version__
from rawi.serve.api.operations import OPERATIONS, ROOT, Operation, Parameter
from rawi.serve.api.shapes import Failure

TITLE, MEANS = "rawi", "An archive of news: its articles, the chains through which they came, and the events of which they tell."
# What may go wrong with an operation, and what each means.
FAILURES = {"400": "A parameter cannot be meant.", "404": "There is nothing of that name.", "413": "More was sent than is read."}
REFERENCE = "#/components/schemas/{name}"


@functools.cache
def document() -> bytes:
    """Return the document."""
    types = (Failure, *(one.gives for one in OPERATIONS), *(one.takes for one in OPERATIONS if one.takes))
    _, components = msgspec.json.schema_components(types, ref_template=REFERENCE)
    made = {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": __version__, "description": MEANS},
        "paths": {ROOT + one.path: {"post" if one.takes else "get": _operation(one)} for one in OPERATIONS},
        "components": {"schemas": components},
    }
    return msgspec.json.encode(made)


def _operation(one: Operation) -> dict[str, Any]:
    """Describe an operation."""
    named = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in re.findall(r"\{(\w+)\}", one.path)]
    may = {"400": one.parameters or one.takes, "404": named, "413": one.takes}
    described: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.means,
        "parameters": [*named, *map(_parameter, one.parameters)],
        "responses": {"200": _body(one.gives, one.means)} | {code: _body(Failure, FAILURES[code]) for code in FAILURES if may[code]},
    }
    if one.takes:
        described["requestBody"] = {"required": True, **_content(one.takes)}
    return described


def _parameter(one: Parameter) -> dict[str, Any]:
    """Describe a parameter of the query."""
    schema: dict[str, Any] = {"type": one.type}
    if one.most is not None:
        schema |= {"minimum": one.least, "maximum": one.most}
    return {"name": one.name, "in": "query", "required": one.required, "description": one.means, "schema": schema}


def _body(type_: type, means: str) -> dict[str, Any]:
    """Describe an answer."""
    return {"description": means, **_content(type_)}


def _content(type_: type) -> dict[str, Any]:
    """Describe a body of JSON."""
    return {"content": {"application/json": {"schema": {"$ref": REFERENCE.format(name=type_.__name__)}}}}
