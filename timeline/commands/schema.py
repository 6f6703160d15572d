"""`timeline schema`: the JSON Schema of each kind of file."""

from typing import Annotated, Literal

from timeline.cli.flags import Argument, Flag
from timeline.cli.session import Result, Session


def run(
    session: Session,  # noqa: ARG001 - as every command
    kind: Annotated[
        Literal["event", "actors", "places", "sources", "timeline"],
        Argument("[KIND]", "event, actors, places, sources or timeline."),
    ] = "event",
    output: Annotated[str | None, Flag("-o --output FILE", "Write it there.")] = None,
) -> Result:
    """Print the JSON Schema of a kind of file, for editors and programs.

    `timeline init` writes all of them into the folder .schema of the chronology, and a pointer for editors beside
    it.

    Examples:
        timeline schema
        timeline schema sources -o sources.schema.json
    """
    import json  # start-up: Tab reads the signature only

    from timeline.eventfile import json_schema

    return Result([json.dumps(json_schema.schema(kind), ensure_ascii=False, indent=2) + "\n"], output)
