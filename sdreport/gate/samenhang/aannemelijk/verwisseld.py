"""Two of a kind in each other's place: each is far from what it usually is, and near what the other usually is."""

VER = 0.15
"""How far (as a logarithm: about a sixth) a number is off what is usual."""
DICHTBIJ = 0.25
"""How much of that distance may be left in each other's place: what is usual drifts."""


def distance(waarde: str, usual: str = "") -> str:
    """How far (as a logarithm) a number lies outside the range `laag` to `hoog` of what is usual; 0 within it."""
    low, high = (f"CAST({usual}{name} AS DOUBLE)" for name in ("laag", "hoog"))
    own = f"CAST({waarde} AS DOUBLE)"
    return f"greatest(ln({low} / {own}), ln({own} / {high}), 0)"


def find_swapped(rows: str, group: str, far: float = VER) -> str:
    """The lines of pairs within a group; `rows` has `regelnummer`, the group, `waarde` and `laag` and `hoog`.

    Both are farther off than what is usual for them lies apart: else they may just drift.
    """
    here = {name: distance(f"{name}.waarde", f"{name}.") for name in ("a", "b")}
    off = " AND ".join(
        f"{apart} > greatest({far}, ln(CAST({name}.hoog AS DOUBLE) / {name}.laag))"
        for name, apart in here.items()
    )
    there = f"{distance('a.waarde', 'b.')} + {distance('b.waarde', 'a.')}"
    return f"""
        SELECT unnest([a.regelnummer, b.regelnummer]) AS regelnummer FROM {rows} a JOIN {rows} b
            ON a.{group} = b.{group} AND a.regelnummer < b.regelnummer
        WHERE a.waarde > 0 AND b.waarde > 0 AND a.laag > 0 AND b.laag > 0
            AND {off} AND {there} < {DICHTBIJ} * ({here["a"]} + {here["b"]})
    """
