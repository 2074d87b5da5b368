"""The archive for programs, under `/api/v1`. Comes in: requests. Goes out: JSON, and the OpenAPI document that describes it."""
