"""What we use of PyYAML: its fastest parser, the events of it and its errors."""

from reportgen.startup.patterns import lazy_patterns

with lazy_patterns():  # libyaml's parser uses none of them
    import yaml
    from yaml import MarkedYAMLError
    from yaml.events import (
        AliasEvent,
        MappingEndEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
        StreamEndEvent,
    )

Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

__all__ = [
    "AliasEvent",
    "MappingEndEvent",
    "MarkedYAMLError",
    "Parser",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
]
