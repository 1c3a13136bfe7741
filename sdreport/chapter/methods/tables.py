"""Methods of a chapter that make tables, of the register and of published rows."""

from collections.abc import Sequence

from sdreport.chapter.blocks import tables
from sdreport.chapter.blocks.blocks import Melding, Tabel
from sdreport.chapter.blocks.lists import make_list
from sdreport.chapter.methods.basis import Basis


class Tabellen(Basis):
    """The tables of a chapter."""

    def table(
        self,
        naam: str,
        bijschrift: str,
        indicatoren: Sequence[str],
        rows: str,
        koppen: Sequence[str] = (),
        uniek: bool = False,
        **waarden: str,
    ) -> Tabel:
        """Table: indicators as columns, the values of one dimension as rows."""
        return tables.make_table(
            self._bronnen,
            self._number("tabel", naam),
            bijschrift,
            indicatoren,
            rows,
            koppen,
            uniek,
            **waarden,
        )

    def crosstab(
        self, naam: str, bijschrift: str, indicator: str, rows: str, columns: str, **waarden: str
    ) -> Tabel:
        """Table: one indicator over two dimensions."""
        return tables.make_crosstab(
            self._bronnen, self._number("tabel", naam), bijschrift, indicator, rows, columns, **waarden
        )

    def percelen(self, naam: str, bijschrift: str, onderdeel: str) -> Tabel:
        """Table: estimates and actual costs per perceel with their difference."""
        return tables.make_percelen(self._bronnen, self._number("tabel", naam), bijschrift, onderdeel)

    def list(
        self,
        naam: str,
        bijschrift: str,
        dataset: str,
        kolommen: Sequence[str],
        koppen: Sequence[str] = (),
        **waarden: str,
    ) -> Tabel | Melding:
        """Table: published rows of a dataset, column by column (see `blocks.lists.make_list`)."""
        return make_list(
            self._bronnen,
            self._number("tabel", naam),
            bijschrift,
            dataset,
            self._rijen(dataset),
            kolommen,
            koppen,
            **waarden,
        )
