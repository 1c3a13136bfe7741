"""Ways to spoil the budget: its phases, its posts and the law that they stand under."""

from collections.abc import Iterator

from mutatiehulp import Extracten, Verwacht, mutatie
from mutaties_bedragen import dutch, euros, times
from mutaties_samen import line_of

RAMINGEN = "samenhang_ramingen"


@mutatie("ramingen.heel_jaar")
def estimate_of_a_quarter(x: Extracten) -> Verwacht:
    line = line_of(x, "toegang-eerstelijn", "najaarsnota")
    times(x, "begroting", line, 1 / 4)
    yield "begroting", f"{RAMINGEN}.heel_jaar", line


@mutatie("ramingen.werkelijk_is_geen_raming")
def actual_taken_from_an_estimate(x: Extracten) -> Verwacht:
    line = line_of(x, "begeleide-arbeidsparticipatie")
    x.put("begroting", line, bedrag=x.get("begroting", line - 1, "bedrag"))
    yield "begroting", f"{RAMINGEN}.werkelijk_is_geen_raming", line


def copy_to_the_last_estimate(x: Extracten, onderdeel: str, fase: str) -> Verwacht:
    """The last estimate of each post becomes what another phase has."""
    rows = x.tekst["begroting"]
    own = rows["onderdeel"].eq(onderdeel)
    source = rows[own & rows["fase"].eq(fase)].set_index("post")["bedrag"]
    later = own & rows["fase"].eq("najaarsnota")
    rows.loc[later, "bedrag"] = rows["post"].map(source)
    for line in rows.index[later]:
        yield "begroting", f"{RAMINGEN}.fase_niet_gekopieerd", int(line)


@mutatie("ramingen.fase_niet_gekopieerd", "fasen")
def phase_copied_from_the_one_before(x: Extracten) -> Verwacht:
    yield from copy_to_the_last_estimate(x, "algemeen", "voorjaarsnota")


@mutatie("ramingen.niet_van_vorig_jaar", "fasen")
def estimates_of_last_year(x: Extracten) -> Verwacht:
    """Only the first estimate was not made anew."""
    last = x.tekst["begroting"].copy()
    other = last["fase"].ne("primitief")
    last.loc[other, "bedrag"] = last["bedrag"][other].map(euros).mul(0.95).map(dutch)
    x.vorige = {"begroting": last}
    for line in last.index[~other]:
        yield "begroting", f"{RAMINGEN}.niet_van_vorig_jaar", int(line)


@mutatie("ramingen.niet_van_vorig_jaar", "vorig bedrag")
def actual_costs_of_an_onderdeel_of_last_year(x: Extracten) -> Verwacht:
    last = x.tekst["begroting"].copy()
    same = last["fase"].eq("werkelijk") & last["onderdeel"].eq("algemeen")
    last.loc[~same, "bedrag"] = last["bedrag"][~same].map(euros).mul(0.97).map(dutch)
    x.vorige["begroting"] = last
    for line in last.index[same]:
        yield "begroting", f"{RAMINGEN}.niet_van_vorig_jaar", int(line)


@mutatie("ramingen.niet_van_vorig_jaar", "vorige raming")
def estimates_of_an_onderdeel_of_last_year(x: Extracten) -> Verwacht:
    """Of one with many posts; a few that stay the same are a choice."""
    last = x.tekst["begroting"].copy()
    posts = last[last["fase"].eq("voorjaarsnota")].groupby("onderdeel")["post"].nunique()
    same = last["fase"].eq("voorjaarsnota") & last["onderdeel"].isin([posts.idxmax(), posts.idxmin()])
    last.loc[~same, "bedrag"] = last["bedrag"][~same].map(euros).mul(0.97).map(dutch)
    x.vorige = {"begroting": last}
    assert posts.max() >= 5 > posts.min()
    for line in last.index[same & last["onderdeel"].eq(posts.idxmax())]:
        yield "begroting", f"{RAMINGEN}.niet_van_vorig_jaar", int(line)


@mutatie("ramingen.posten_niet_verwisseld", "alle fasen")
def two_posts_swapped(x: Extracten) -> Verwacht:
    lines = [line_of(x, post, "voorjaarsnota") for post in ("onderwijs", "samenkracht-burgerparticipatie")]
    x.swap("begroting", *lines, "bedrag")
    for line in lines:
        yield "begroting", f"{RAMINGEN}.posten_niet_verwisseld", line


@mutatie("ramingen.posten_niet_verwisseld", "vorige posten")
def two_posts_swapped_in_all_phases(x: Extracten) -> Verwacht:
    """Only last year's extract tells; another that halved in all phases is in the place of none."""
    last = x.tekst["begroting"].copy()
    halved = last["post"].eq("sportbeleid-activering")
    last["bedrag"] = last["bedrag"].map(euros).mul(halved + 0.98).map(dutch)
    x.vorige["begroting"] = last
    for fase in last["fase"].unique():
        lines = [line_of(x, post, fase) for post in ("onderwijs", "samenkracht-burgerparticipatie")]
        x.swap("begroting", *lines, "bedrag")
        for line in lines:
            yield "begroting", f"{RAMINGEN}.posten_niet_verwisseld", line


@mutatie("ramingen.cijfers_niet_verwisseld")
def two_digits_swapped(x: Extracten) -> Verwacht:
    line = line_of(x, "begeleide-arbeidsparticipatie", "primitief")
    x.put("begroting", line, bedrag="1172000,00")
    yield "begroting", f"{RAMINGEN}.cijfers_niet_verwisseld", line


@mutatie("ramingen.onderdeel_van_wet", "andere wet")
def posts_under_another_law(x: Extracten) -> Verwacht:
    rows = x.tekst["begroting"]
    for post, onderdeel in (("dyslexie", "wmo"), ("bijstand", "algemeen")):
        for line in rows.index[rows["post"] == post]:
            x.put("begroting", int(line), onderdeel=onderdeel)
            yield "begroting", f"{RAMINGEN}.onderdeel_van_wet", int(line)
    yield "begroting", "samenhang_verandering.niet_te_veel_veranderd", 0  # the totals of both


@mutatie("ramingen.fasen_niet_verwisseld")
def estimate_and_actual_swapped(x: Extracten) -> Verwacht:
    """They are nearly the same, so that only how they are rounded shows it."""
    lines = [line_of(x, "ambulante-begeleiding-volwassenen", phase) for phase in ("primitief", "werkelijk")]
    x.swap("begroting", *lines, "bedrag")
    for line in lines:
        yield "begroting", f"{RAMINGEN}.fasen_niet_verwisseld", line


@mutatie("ramingen.fase_van_heel_jaar", "deel")
def three_quarters_of_a_year(x: Extracten) -> Verwacht:
    rows = x.tekst["begroting"]
    for line in rows.index[rows["onderdeel"].eq("algemeen") & rows["fase"].eq("najaarsnota")]:
        times(x, "begroting", int(line), 3 / 4)
        yield "begroting", f"{RAMINGEN}.fase_van_heel_jaar", int(line)


@mutatie("ramingen.fase_niet_gekopieerd", "alle fasen")
def actual_costs_in_place_of_an_estimate(x: Extracten) -> Verwacht:
    """They are on the euro, where estimates are round: so it is the estimate that is not right."""
    yield from copy_to_the_last_estimate(x, "jeugdwet", "werkelijk")


@mutatie("ramingen.onderdeel_van_wet", "deel")
def health_under_a_law_of_care(x: Extracten) -> Verwacht:
    line = line_of(x, "volksgezondheid", "primitief")
    x.put("begroting", line, onderdeel="wmo")
    yield "begroting", f"{RAMINGEN}.onderdeel_van_wet", line


def swap_phases(x: Extracten, onderdeel: str, one: str, other: str) -> Iterator[int]:
    """Two phases of all posts of an onderdeel in each other's place; the lines of both."""
    rows = x.tekst["begroting"]
    own = rows["onderdeel"].eq(onderdeel) & rows["fase"].isin((one, other))
    rows.loc[own, "fase"] = rows.loc[own, "fase"].map({one: other, other: one})
    yield from map(int, rows.index[own])


@mutatie("ramingen.fasen_in_volgorde", "volgorde")
def two_phases_in_each_others_place(x: Extracten) -> Verwacht:
    for line in swap_phases(x, "wmo", "voorjaarsnota", "najaarsnota"):
        yield "begroting", f"{RAMINGEN}.fasen_in_volgorde", line


@mutatie("ramingen.raming_niet_teruggekeerd", "overgenomen")
def last_estimate_copied_to_the_first(x: Extracten) -> Verwacht:
    for post in ("onderwijs", "cultuur-media", "toegang-eerstelijn"):
        first, last = (line_of(x, post, fase) for fase in ("primitief", "najaarsnota"))
        x.put("begroting", first, bedrag=x.get("begroting", last, "bedrag"))
        for line in (first, last):
            yield "begroting", f"{RAMINGEN}.raming_niet_teruggekeerd", line


@mutatie("ramingen.fasen_niet_verwisseld", "eerste en laatste")
def first_estimate_and_actual_costs_of_an_onderdeel_swapped(x: Extracten) -> Verwacht:
    """That estimates are round says which two they are: the other phases are not named."""
    for line in swap_phases(x, "jeugdwet", "primitief", "werkelijk"):
        yield "begroting", f"{RAMINGEN}.fasen_niet_verwisseld", line
        if x.get("begroting", line, "fase") == "werkelijk":
            yield "begroting", "samenhang_begroting.sluit_aan_op_extract", line


@mutatie("verandering.niet_te_veel_veranderd", "duizendtallen")
def one_onderdeel_in_thousands(x: Extracten) -> Verwacht:
    """All its lines are named, since only their total is beside last year's."""
    rows = x.tekst["begroting"]
    own = rows["onderdeel"].eq("algemeen")
    rows.loc[own, "bedrag"] = [
        f"{int(bedrag[:-3]) / 1000:.2f}".replace(".", ",") for bedrag in rows.loc[own, "bedrag"]
    ]
    for line in rows.index[own]:
        yield "begroting", "samenhang_verandering.niet_te_veel_veranderd", int(line)


@mutatie("ramingen.fase_van_heel_jaar", "half jaar van een onderdeel")
def half_of_the_actual_costs_of_an_onderdeel(x: Extracten) -> Verwacht:
    """No two posts of it are in each other's place, or in that of one of another onderdeel."""
    rows = x.tekst["begroting"]
    for line in rows.index[rows["onderdeel"].eq("algemeen") & rows["fase"].eq("werkelijk")]:
        times(x, "begroting", int(line), 1 / 2)
        yield "begroting", f"{RAMINGEN}.fase_van_heel_jaar", int(line)
    yield "begroting", "samenhang_verandering.niet_te_veel_veranderd", 0
