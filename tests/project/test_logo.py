"""The logo: a plain drawing, also when what it fetches or runs is written in another way."""

from pathlib import Path

import pytest

from sdreport.errors import ConfigurationError
from sdreport.project.logo import check_logo

XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def draw(folder: Path, body: str, before: str = "") -> Path:
    path = folder / "logo.svg"
    text = f'{before}<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{body}</svg>'
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "body",
    [
        '<rect fill="u&#114;l(https://x.nl/a#b)"/>',
        '<rect style="fill:&#x75;rl(https://x.nl/a)"/>',
        '<rect style="mask:image-set(&quot;https://x.nl/a.png&quot; 1x)"/>',
        "<style>rect{fill:\\75rl(https://x.nl/a)}</style>",
        '<style>@\\69mport "https://x.nl/a";</style>',
        "<style>rect{fill:ur/**/l(https://x.nl/a)}</style>",
        '<g xml:base="https://x.nl/"><rect/></g>',
        '<video src="https://x.nl/v.mp4"/>',
        '<source srcset="https://x.nl/a"/>',
        f'<img {XHTML} alt=""/>',
        f'<a:form xmlns:a{XHTML[5:]} method="post"/>',
    ],
)
def test_what_fetches_or_runs_in_other_words_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(ConfigurationError, match="niets van elders halen"):
        check_logo(draw(tmp_path, body))


def test_an_instruction_to_the_reader_is_refused(tmp_path: Path) -> None:
    sheet = '<?xml-stylesheet type="text/css"?>'
    with pytest.raises(ConfigurationError, match="niets van elders halen"):
        check_logo(draw(tmp_path, "<rect/>", f'<?xml version="1.0"?>{sheet}'))


@pytest.mark.parametrize(
    "body",
    [
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke: url(\'#a\')"/>',
        "<style>/* kleuren: blauw */ .a{fill:#003366}</style><path class='a' d='M0 0h1v1z'/>",
        '<metadata><x:naam xmlns:x="urn:x">Ontwerp</x:naam></metadata><text>Gemeente (logo)</text>',
    ],
)
def test_a_plain_drawing_is_taken(tmp_path: Path, body: str) -> None:
    check_logo(draw(tmp_path, body, '<?xml version="1.0" encoding="UTF-8"?>'))
