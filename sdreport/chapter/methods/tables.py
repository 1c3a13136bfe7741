"""Methods of a chapter that make tables, of the register and of published rows."""

from collections.abc import Mapping

from sdreport.chapter.blocks import tables
from sdreport.chapter.blocks.blocks import Melding, Tabel
from sdreport.chapter.blocks.lists import make_list
from sdreport.chapter.methods.basis import Basis


class Tabellen(Basis):
    """The tables of a chapter."""

    def table(
        self,
        nummer: str,
        bijschrift: str,
        kolommen: Mapping[str, str],
        rows: str,
        uniek: bool = False,
        **waarden: str,
    ) -> Tabel:
        """Table: indicators as columns, the values of one dimension as rows."""
        return tables.make_table(self._bronnen, nummer, bijschrift, kolommen, rows, uniek, **waarden)

    def crosstab(
        self, nummer: str, bijschrift: str, indicator: str, rows: str, columns: str, **waarden: str
    ) -> Tabel:
        """Table: one indicator over two dimensions."""
        return tables.make_crosstab(self._bronnen, nummer, bijschrift, indicator, rows, columns, **waarden)

    def percelen(self, nummer: str, bijschrift: str, onderdeel: str) -> Tabel:
        """Table: estimates and actual costs per perceel with their difference."""
        return tables.make_percelen(self._bronnen, nummer, bijschrift, onderdeel)

    def list(
        self, nummer: str, bijschrift: str, dataset: str, kolommen: Mapping[str, str], **waarden: str
    ) -> Tabel | Melding:
        """Table: published rows of a dataset, column by column (see `blocks.lists.make_list`)."""
        return make_list(
            self._bronnen, nummer, bijschrift, dataset, self._rijen(dataset), kolommen, **waarden
        )
