"""Two versions of one report: who kept the first finds no small change, and nothing that it hid, in the second."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tabelhulp import JAAR, SOM, TOTAAL, hidden_of, make_cijfer, make_grid, make_row, publish

from sdreport.disclosure import BeschermdCijfer, check_disclosure, protect, protect_history
from sdreport.disclosure.versies import hide_changes, read_versies
from sdreport.errors import BuildError, ConfigurationError
from sdreport.measures.definitie import Gemeten
from sdreport.project.parameters import Geheimhouding
from sdreport.register.cijfer import Cijfer
from sdreport.register.files import format_csv
from sdreport.register.structuur import Quotient, Relatie, Structuur

REGELS = Geheimhouding()
TABEL = Structuur(totalen={"proef": {"rij": SOM, "kolom": SOM}}, over_personen=frozenset({"proef"}))


def make_version(
    cijfers: Sequence[Gemeten], vorige: Sequence[Cijfer] = (), regels: Geheimhouding = REGELS
) -> tuple[Sequence[BeschermdCijfer], list[Cijfer]]:
    """A version as it is protected beside earlier ones, and as it is published after the attack."""
    items = protect(cijfers, regels, TABEL, vorige=vorige)
    check_disclosure(publish(items), items, regels, TABEL, vorige=vorige)
    return items, publish(items)


def test_one_record_more_is_seen_in_no_number() -> None:
    _, first = make_version(make_row(40, 30, 20))
    items, _ = make_version(make_row(41, 30, 20), first)
    assert hidden_of(items) >= {"a", TOTAAL}
    alone = protect(make_row(41, 30, 20), REGELS, TABEL)
    assert hidden_of(alone) == set()
    with pytest.raises(
        BuildError, match=r"proef\.a \(2023\): het verschil met een vorige versie is een klein aantal"
    ):
        check_disclosure(publish(alone), alone, REGELS, TABEL, vorige=first)


def test_ten_records_more_are_a_number_to_show() -> None:
    _, first = make_version(make_row(40, 30, 20))
    assert hidden_of(make_version(make_row(50, 30, 20), first)[0]) == set()
    assert hidden_of(make_version(make_row(40, 30, 20), first)[0]) == set()


def test_what_the_first_version_hid_to_protect_another_stays_hidden() -> None:
    """Otherwise the total and two parts of the first, with the third of the second, give the small one."""
    _, first = make_version(make_row(5, 30, 20))
    hidden = {rij.adres for rij in first if rij.onderdrukt}
    assert len(hidden) == 2
    items, second = make_version(make_row(15, 30, 20), first)
    assert {rij.adres for rij in second if rij.onderdrukt} >= hidden
    bare = protect(make_row(15, 30, 20), REGELS, TABEL)
    with pytest.raises(BuildError, match="was in een vorige versie afgeschermd en wordt nu getoond"):
        check_disclosure(publish(bare), bare, REGELS, TABEL, vorige=first)
    assert any("vorige versie" in item.regel for item in items)


def test_the_last_one_of_a_group_who_is_gone_is_not_told_by_a_zero() -> None:
    """Who lays the versions side by side, knows that one record changed: then the group was one."""
    _, first = make_version(make_row(1, 30, 20))
    items, second = make_version(make_row(0, 30, 20), first)
    assert {rij.adres for rij in second if rij.onderdrukt} >= {rij.adres for rij in first if rij.onderdrukt}
    bare = protect(make_row(0, 30, 20), REGELS, TABEL)
    with pytest.raises(BuildError, match=r"proef\.a \(2023\) was in een vorige versie afgeschermd"):
        check_disclosure(publish(bare), bare, REGELS, TABEL, vorige=first)
    (zero,) = (
        found
        for found in check_disclosure(second, items, REGELS, TABEL, vorige=first)
        if not found.getal.waarde
    )
    assert zero.interval is not None and zero.interval.hoog >= 8


def test_numbers_that_are_rounded_hide_a_change_by_themselves() -> None:
    rules = Geheimhouding.model_validate({"afronding": {"basis": 5}})
    _, first = make_version(make_row(42, 30, 20), regels=rules)
    assert hidden_of(make_version(make_row(43, 30, 20), first, rules)[0]) == set()


@pytest.mark.parametrize(("eenheid", "before", "now", "hidden"), [
    ("euro", 100_000.0, 102_500.0, True), ("euro", 100_000.0, 140_000.0, False), ("euro", 100_000.0, 100_000.0, False),
    ("%", 97.5, 95.0, True), ("%", 97.5, 60.0, False), ("dagen", 25.0, 26.0, False),
])  # fmt: skip
def test_an_amount_or_share_that_changes_by_few_persons_is_hidden(
    eenheid: str, before: float, now: float, hidden: bool
) -> None:
    def version(value: float) -> list[Gemeten]:
        return [make_cijfer({"rij": "a"}, value, eenheid, rijen=40)]

    _, first = make_version(version(before))
    assert bool(hidden_of(make_version(version(now), first)[0])) is hidden


def test_a_share_that_changes_a_little_takes_along_what_it_is_computed_from() -> None:
    """Of one person elsewhere the amount changed: the share of a group did too, and not the amount of that group."""
    structuur = Structuur(quotienten=(Quotient("aandeel.{r}", "bedrag.{r}", ("geheel.{r}",)),))

    def version(whole: float) -> list[Gemeten]:
        return [
            make_cijfer({"r": "a"}, 30_000.0, "euro", "bedrag", rijen=40),
            make_cijfer({"r": "a"}, whole, "euro", "geheel", over_personen=False),
            make_cijfer({"r": "a"}, round(100 * 30_000 / whole, 4), "%", "aandeel", rijen=40),
        ]

    first = publish(protect(version(100_000.0), REGELS, structuur))
    assert not any(rij.onderdrukt for rij in first)
    items = protect(version(101_000.0), REGELS, structuur, vorige=first)
    assert {item.sleutel[0] for item in items if item.onderdrukt} == {"aandeel.a", "bedrag.a"}
    check_disclosure(publish(items), items, REGELS, structuur, vorige=first)


def test_a_share_of_a_whole_that_changed_leaves_its_part_alone() -> None:
    """The whole is hidden, so the share cannot be computed: of who did not change, the number stays."""
    structuur = replace(TABEL, aandelen={"aandeel": "proef"})

    def version(*parts: int) -> list[Gemeten]:
        shares = (round(100 * part / sum(parts), 4) for part in parts)
        return [
            *make_row(*parts),
            *(
                make_cijfer({"rij": name}, n, "%", "aandeel", rijen=40)
                for name, n in zip("abc", shares, strict=True)
            ),
        ]

    first = publish(protect(version(40, 30, 20), REGELS, structuur))
    items = protect(version(41, 30, 20), REGELS, structuur, vorige=first)
    check_disclosure(publish(items), items, REGELS, structuur, vorige=first)
    assert hidden_of(items) == {"a", TOTAAL, "aandeel.a", "aandeel.b", "aandeel.c"}


def test_a_stock_that_is_corrected_need_not_begin_where_that_of_last_year_ended() -> None:
    """One benefit that began in an earlier year is taken out: how far the two years are apart is then the secret."""
    structuur = Structuur(
        relaties=(Relatie("begin.a", ("einde.a@-1",)),), over_personen=frozenset({"begin", "einde"})
    )
    (last_year,) = publish([*protect([make_cijfer({"r": "a"}, 303, indicator="einde")], REGELS, structuur)])
    last_year = replace(last_year, jaar=JAAR - 1)

    def version(value: int, vorige: Sequence[Cijfer] = ()) -> list[Cijfer]:
        begin = make_cijfer({"r": "a"}, value, indicator="begin")
        items = protect([begin], REGELS, structuur, [last_year], vorige)
        shown, earlier = publish(items), protect_history([last_year], items, REGELS, structuur)
        check_disclosure([*shown, last_year], items, REGELS, structuur, earlier, vorige)
        return shown

    first = version(303)
    assert [rij.waarde for rij in first] == [303]
    assert [rij.waarde for rij in version(302, first)] == [None]
    assert [rij.waarde for rij in version(303, first)] == [303]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=3, max_size=3),
    st.integers(0, 2), st.integers(0, 2), st.integers(-3, 3),
)  # fmt: skip
def test_any_table_that_changes_a_little_passes_the_attack(
    values: list[list[int]], row: int, column: int, change: int
) -> None:
    _, first = make_version(make_grid(values))
    values[row][column] = max(0, values[row][column] + change)
    _, second = make_version(make_grid(values), first)
    before = {rij.sleutel: rij.waarde for rij in first}
    for rij in second:
        was = before[rij.sleutel]
        if rij.waarde is not None:
            assert was is not None and (rij.waarde == was or abs(rij.waarde - was) >= 10)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [(";40;personen;", ";-40;personen;", r"regel 2, waarde: proef telt personen"),
     (";40;personen;", ";40,5;personen;", "hier hoort een geheel getal"),
     (";40;personen;", ";40000000;personen;", "hier hoort een geheel getal"),
     ("proef;2023;", "proef;2022;", "geen enkel cijfer van dit rapport")],
)  # fmt: skip
def test_a_file_that_can_be_no_version_of_this_report_is_told(
    tmp_path: Path, old: str, new: str, wrong: str
) -> None:
    cijfers = make_row(40, 30, 20)
    path = tmp_path / "versie-1.csv"
    text = format_csv(publish(protect(cijfers, REGELS, TABEL)))
    path.write_text(text, encoding="utf-8-sig")
    assert [rij.waarde for rij in read_versies([path], cijfers)] == [rij.waarde for rij in cijfers]
    path.write_text(text.replace(old, new), encoding="utf-8-sig")
    with pytest.raises(ConfigurationError, match=wrong):
        read_versies([path], cijfers)


def test_the_register_of_another_municipality_is_no_version(tmp_path: Path) -> None:
    """One record more moves no number far; of another municipality hardly any is near."""
    first = make_grid([[100 + 7 * row + column for column in range(5)] for row in range(5)])
    path = tmp_path / "versie-1.csv"
    path.write_text(format_csv(publish(protect(first, REGELS, TABEL))), encoding="utf-8-sig")
    assert read_versies([path], [replace(item, waarde=item.waarde * 1.2) for item in first])
    with pytest.raises(ConfigurationError, match="van 36 cijfers lijken er maar 0 op die van dit rapport"):
        read_versies([path], [replace(item, waarde=item.waarde * 3) for item in first])


@pytest.mark.parametrize(
    ("bijdragen", "before", "hidden"),
    [((13.0, 1.0, 1.0, 1.0, 1.0), 87_000, True),  # one person has as much as thirteen others
     ((1.0,) * 5, 87_000, False), ((1.0,) * 5, 91_500, True), ((1.0,) * 5, 100_000, False),
     ((5.0, 4.0, 3.0, 2.0, 1.0), 84_000, True), ((5.0, 4.0, 3.0, 2.0, 1.0), 79_000, False),
     ((), 87_000, False), ((), 91_500, True)],
)  # fmt: skip
def test_an_amount_is_hidden_when_few_persons_can_be_all_of_its_change(
    bijdragen: tuple[float, ...], before: float, hidden: bool
) -> None:
    cijfer = make_cijfer({"rij": "a"}, 100_000.0, "euro", personen=100, bijdragen=bijdragen)
    earlier = replace(publish(protect([cijfer], REGELS, TABEL))[0], waarde=before)
    assert bool(hide_changes({cijfer.sleutel: cijfer}, [earlier], REGELS)) is hidden
