"""Scenes with every kind of panel and part, small enough to check in the head."""

from evidence.scenes.parts import Absence, Against, Contract, Dot, Finding, Nothing, Words
from evidence.scenes.scene import Bar, Harvest, Line, Panel, Scale, Scene, Source

SOURCES = (
    Source("Example Trust, March 2016", "https://example.org/report?a=1&b=2"),
    Source("Nuffield <Trust>, 2018", None),
)
NOTES = (
    "Order: strength of design, then newest, then name; never size of effect.",
    "Before and after: sites often began with high rates, which tend to fall back by themselves.",
)
SCALE = Scale(
    low=-50,
    high=50,
    ticks=((-50, "−50%"), (-25, "−25%"), (0, "0%"), (25, "+25%"), (50, "+50%")),
    reference=0,
    left="← lower (better)",
    right="higher (worse) →",
)

BOARD = Panel(
    title="Three sites side by side",
    headings=("", "Alpha Homes", "Beta Café Care", "Gamma & Sons"),
    lines=(
        Line("Contract form", ((Contract("live", "Alliance: live"),),) * 3),
        Line(
            "Emergency admissions",
            (
                (
                    Finding("improved", "self_reported", "−25%"),
                    Against(),
                    Finding("worsened", "evaluated", "+27%"),
                    Finding("worsened", "evaluated"),
                ),
                (Finding("no_difference", "audited", "no difference"),),
                (Absence("too early"),),
            ),
        ),
        Line("Outcomes", heading=True),
        Line(
            "Bed days",
            (
                (Nothing(),),
                (Finding("mixed", "press"), Finding("unclear", "forecast", faint=True)),
                (Words("not stated", "quiet"), Absence("published without a number")),
            ),
            quiet="all ages",
        ),
    ),
    note="Compared with similar homes elsewhere.",
)

DOTS = Panel(
    title="Change against a comparator, per cent",
    headings=("Site", "Change", "Figure"),
    widths=(0.25, 0.5, 0.25),
    lines=(
        Line("Against matched controls", heading=True),
        Line(
            "Rushcliffe",
            (
                (Dot(-23, "improved", "evaluated", -39, -3),),
                (Words("−23% (−39 to −3)", "bold"),),
            ),
        ),
        Line(
            "Fylde Coast",
            (
                (Dot(27, "worsened", "evaluated"),),
                (Words("+27%", "bold"), Words("no interval", "quiet")),
            ),
        ),
        Line(
            "Airedale",
            (
                (Dot(-45, "improved", "self_reported", beside=-10, faint=True),),
                (Words("−45%, others −10%"),),
            ),
        ),
        Line(
            "Sutton",
            ((Finding("unclear", "monitored", "direction only"),), (Absence("no number"),)),
        ),
    ),
    scale=SCALE,
)

HARVEST = Panel(
    title="Emergency admissions: 6 sites, by their strongest evidence",
    harvest=Harvest(
        levels=("No test", "Before and after", "Trend or reviews", "Against controls", "Trial"),
        groups=(
            (
                "improved",
                (
                    Bar("Rushcliffe", "evaluated", 5),
                    Bar("Wakefield", "evaluated", 4),
                    Bar("Airedale", "self_reported", 1, faint=True),
                ),
            ),
            ("no_difference", (Bar("Northumberland", "audited", 3),)),
            ("mixed", ()),
            ("worsened", (Bar("Fylde Coast", "monitored", 2), Bar("Dudley", "press", 1))),
        ),
    ),
)

MATRIX = Panel(
    title="Direction of results, 3 sites and 7 outcomes",
    headings=(
        "Site",
        *("Patient experience", "Clinical quality", "End of life", "Mental health"),
        *("Prevention", "Discharge", "Emergency admissions"),
    ),
    lines=tuple(
        Line(
            site,
            tuple(
                (Finding(direction, "evaluated"),) * times if times else (Nothing("0 of 14"),)
                for times in (1, 0, 2, 3, 0, 1, 8)
            ),
        )
        for site, direction in (
            ("Rushcliffe", "improved"),
            ("Nottingham City", "no_difference"),
            ("Fylde Coast", "worsened"),
        )
    ),
    pages_columns=True,
)


def scene(*panels: Panel, title: str = "Compare", survival: str = "") -> Scene:
    """A scene of some panels."""
    return Scene(
        page="Compare",
        title=title,
        counted="23 of 284 findings",
        filters="Model of care: care homes",
        panels=panels,
        notes=NOTES,
        sources=SOURCES,
        survival=survival,
    )


SIX = (
    scene(BOARD, title="A claim beside an evaluation"),
    scene(DOTS, title="Change against a comparator", survival="1 of 3 marks does not survive"),
    scene(HARVEST, title="Harvest plot"),
    scene(MATRIX, title="Directions"),
    scene(BOARD, DOTS, title="Board and scale"),
    scene(title="Nothing selected"),
)
