"""`reportgen schema`: prints the JSON Schema of a dataset."""

import typer


def schema() -> None:
    r"""Print the JSON Schema of a dataset, for editors and other programs.

    It is of draft 2020-12 and describes the file as readers of YAML 1.2 see it. It knows the keys and the kinds of values; the
    rules of the domain are `reportgen validate`'s.

    \b
    Example:
      reportgen schema > dataset.schema.json
    """
    from json import dumps

    from reportgen.schema.jsonschema import json_schema

    typer.echo(dumps(json_schema(), ensure_ascii=False, indent=2))
