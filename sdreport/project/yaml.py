"""Reading YAML that people keep: plain values only, nothing that runs, multiplies or hides."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from sdreport.errors import ConfigurationError, Fault, shorten
from sdreport.safe.files import read_text
from sdreport.safe.text import ONZICHTBAAR

DIEPSTE = 50
MEESTE_WAARDEN = 20_000
GETAL = re.compile(
    r"[-+]?(?:0|[1-9][0-9]{0,14})|[-+]?[0-9]{1,15}[.][0-9]{1,15}|[-+]?[0-9](?:[.][0-9]{1,15})?[eE][-+]?[0-9]{1,2}"
)
"""Numbers as people write them. YAML has others too: octal ones (`017` is 15), sexagesimal ones (`33:37` is 2017)."""


class YamlFault(Exception):  # noqa: N818 - becomes an error that names the file
    """Why a file is refused, and the line when it is known."""

    def __init__(self, wat: str, regelnummer: int = 0) -> None:
        super().__init__(wat)
        self.wat, self.regelnummer = wat, regelnummer

    def as_fault(self, naam: str) -> Fault:
        """The fault in the file `naam`."""
        return Fault(self.wat, naam, (self.regelnummer,) if self.regelnummer else ())


class _Loader(yaml.SafeLoader):
    """Reads dates as text, so that one that does not exist can be told with its line; refuses aliases and depth."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the name that PyYAML reads
        start: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for start, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    depth = 0
    count = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """One node; an alias can make a small file endless, and a tag or merge key says what stands nowhere."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        self.count += 1
        if self.count > MEESTE_WAARDEN:
            raise YamlFault(f"er staan meer dan {MEESTE_WAARDEN} waarden in.", event.start_mark.line + 1)
        if getattr(event, "tag", None):
            raise YamlFault(
                "een soort met ! kan hier niet; schrijf de waarde gewoon.", event.start_mark.line + 1
            )
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlFault(
                "een verwijzing met & of * kan hier niet; schrijf de waarde uit.", event.start_mark.line + 1
            )
        if self.depth > DIEPSTE:
            raise YamlFault("de waarden zitten te diep in elkaar.", event.start_mark.line + 1)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def read_yaml(path: Path) -> tuple[Any, yaml.Node | None]:
    """The content of a YAML file, and its nodes with their lines; YamlFault when it is refused."""
    try:
        loader = _Loader(read_text(path))
        node: yaml.Node | None = loader.get_single_node()
        for scalar in _scalars(node):
            _check_scalar(scalar)
        return None if node is None else loader.construct_document(node), node
    except ConfigurationError as error:
        raise YamlFault(error.faults[0].what) from None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise YamlFault("dit is geen geldig YAML-bestand (UTF-8).", mark.line + 1 if mark else 0) from None


def _check_scalar(scalar: yaml.ScalarNode) -> None:
    line = scalar.start_mark.line + 1
    if ONZICHTBAAR.search(scalar.value):
        raise YamlFault("er staat een teken in dat niemand ziet; haal het weg.", line)
    if scalar.tag.endswith(":merge"):
        raise YamlFault("de instelling << kan hier niet; schrijf de waarden uit.", line)
    if scalar.tag.endswith((":int", ":float")) and not GETAL.fullmatch(scalar.value):
        raise YamlFault(
            "schrijf een getal gewoon uit, zoals 2017 of 12.5, met hoogstens 15 cijfers; "
            "zet elke naam en code tussen aanhalingstekens, zodat 01 tekst blijft.",
            line,
        )


def _check_key(key: yaml.Node) -> None:
    """YAML reads `no`, `~` and `1` as other than a text: nobody means that for a name."""
    if not key.tag.endswith(":str"):
        said = (
            f"'{shorten(key.value)}' is geen naam"
            if key.value and isinstance(key, yaml.ScalarNode)
            else "hier hoort een naam te staan"
        )
        raise YamlFault(f"{said}; zet elke naam en code tussen aanhalingstekens.", key.start_mark.line + 1)


def find_lines(node: yaml.Node | None, location: Sequence[int | str]) -> tuple[int, ...]:
    """The line at which a key or item stands; none when it stands nowhere."""
    line = 0
    for part in location:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return (line,) if line else ()


def find_doubles(node: yaml.Node | None, naam: str) -> Iterator[Fault]:
    """Keys that stand twice under one parent in the file `naam`, which YAML lets pass: the last would silently win."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                what = "deze instelling staat er twee keer."
                yield Fault(what, naam, (key.start_mark.line + 1,), column=key.value)
            seen.add(key.value)
            yield from find_doubles(value, naam)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from find_doubles(item, naam)


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            _check_key(key)
            yield from _scalars(value)
