"""Two of a kind in each other's place: each is far from what it usually is, and near what the other usually is."""

VER, DICHTBIJ = 0.15, 0.05
"""How far (as a logarithm: about a sixth) a number is off what is usual, and how near in another place."""


def find_swapped(rows: str, group: str, far: float = VER) -> str:
    """The lines of pairs within a group; `rows` has `regelnummer`, the group, `waarde` and what is usual, `midden`."""

    def off(own: str, usual: str) -> str:
        return f"abs(ln(CAST({own}.waarde AS DOUBLE) / {usual}.midden))"

    return f"""
        SELECT unnest([a.regelnummer, b.regelnummer]) AS regelnummer FROM {rows} a JOIN {rows} b
            ON a.{group} = b.{group} AND a.regelnummer < b.regelnummer
        WHERE a.waarde > 0 AND b.waarde > 0 AND a.midden > 0 AND b.midden > 0
            AND {off("a", "a")} > {far} AND {off("b", "b")} > {far}
            AND {off("a", "b")} < {DICHTBIJ} AND {off("b", "a")} < {DICHTBIJ}
    """
