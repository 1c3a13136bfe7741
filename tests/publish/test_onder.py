"""What a printed table has below its rows or in a list above it."""

from typing import Any

from sdreport.publish.pdf.onder import number_goals, put_below

LANG = "Een lange zin over wat er met het doel is gebeurd, en waarom dat zo is. " * 2


def make_tabel(koppen: list[str], rijen: list[list[str]], onder: tuple[str, ...] = ()) -> dict[str, Any]:
    kolommen = [{"label": kop, "uitlijning": "links", "onder": kop in onder} for kop in koppen]
    return {"kolommen": kolommen, "rijen": rijen}


def below(tabel: dict[str, Any]) -> list[str]:
    return [kolom["label"] for kolom in tabel["kolommen"] if kolom["onder"]]


def test_a_last_column_of_sentences_stands_below_where_the_tables_are_lower_so() -> None:
    koppen = ["Eerder", "Nu", "Later", "Uitleg"]
    high = make_tabel(koppen, [["Een doel", "Een ander doel van nu", "Nog een doel", LANG * 3]] * 4)
    low = make_tabel(koppen, [["Een doel", "Een doel", "Een doel", "Nieuw."]])
    assert [below(tabel) for tabel in put_below([high, low])] == [["Uitleg"], ["Uitleg"]]
    assert [below(tabel) for tabel in put_below([low])] == [[]]


def test_beside_columns_below_those_that_are_mostly_empty_stand_there_too() -> None:
    rows = [["Een doel dat heel wat woorden heeft", "Een actie", "–", "▶ loopt naar verwachting", LANG]] * 3
    rows = [*rows, [*rows[0][:2], "De gemeente en het lokale team", *rows[0][3:]]]
    tabel = make_tabel(["Doel", "Actie", "Trekker", "Voortgang", "Stand"], rows, onder=("Stand",))
    wide = [[cel * 3 if place == 1 else cel for place, cel in enumerate(rij)] for rij in rows]
    assert below(put_below([{**tabel, "rijen": wide}])[0]) == ["Trekker", "Stand"]


def test_a_column_of_numbers_never_stands_below() -> None:
    tabel = make_tabel(["Post", "Uitleg", "Bedrag"], [["Zorg", LANG, "€ 100"]] * 4)
    tabel["kolommen"][-1]["uitlijning"] = "rechts"
    assert below(put_below([tabel])[0]) == []


def test_goals_that_stand_in_a_list_above_are_told_by_their_number() -> None:
    rows = [["1 Iedereen woont", "Bouwen"], ["–", "Overleggen"], ["2 Iedereen werkt", "Banen"]]
    tabel = make_tabel(["Doel", "Actie"], rows)
    lists = {"1 Iedereen woont": "1", "2 Iedereen werkt": "2"}
    assert [rij[0] for rij in number_goals(tabel, lists)["rijen"]] == ["1", "–", "2"]
    assert number_goals(tabel, {"1 Iedereen woont": "1"})["rijen"] == rows
