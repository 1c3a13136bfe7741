"""What the systems of a municipality call otherwise: names of columns, and codes."""

from typing import Annotated

from pydantic import Field, StringConstraints

from sdreport.project.parameters.blokken import Slug

WEGLATEN = "weglaten"
"""As name of a column: leave the delivered column out."""
Geleverd = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Kolomnaam = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
Kolommen = dict[Slug, dict[Geleverd, Kolomnaam]]
"""Per extract the delivered name of a column, with the name in the catalogue."""
Codes = dict[Slug, dict[Kolomnaam, dict[Geleverd, Geleverd]]]
"""Per extract and column of the catalogue the delivered code, with ours."""
