"""The words for the list of sources and for what rests on a source."""

# One and many of the rows of each table that cites sources.
KINDS = {
    "findings": ("finding", "findings"),
    "sites": ("summary of a site", "summaries of sites"),
    "contracts": ("contract", "contracts"),
    "contract_stages": ("contract stage", "contract stages"),
    "contract_figures": ("contract figure", "contract figures"),
    "facts": ("fact", "facts"),
    "funding": ("year of funding", "years of funding"),
    "milestones": ("milestone", "milestones"),
    "partners": ("partner", "partners"),
    "absences": ("known gap", "known gaps"),
    "lessons": ("lesson", "lessons"),
    "conflicts": ("conflict", "conflicts"),
    "principles": ("principle", "principles"),
    "commissioning_steps": ("step towards a contract", "steps towards a contract"),
}


SORTS = {
    "rests": "What rests on it, most first",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "title": "Title",
    "publisher": "Publisher",
    "type": "Kind of document",
}


def order(sort: str) -> str:
    """The order of the list in words; ``sort`` is one of ``SORTS``."""
    return (
        f"In order: {SORTS[sort][0].lower()}{SORTS[sort][1:]}; then by title. A source without"
        " a date stands last where the order is by date. A row of the set counts where its site"
        " is selected, a finding where it is selected itself."
    )


def counted(n: int, one: str, many: str | None = None) -> str:
    """A number and what it counts, as in '1 site' and '2 sites'; ``many`` is ``one`` with an s."""
    return f"{n} {one if n == 1 else many or f'{one}s'}"


def rows_of(table_name: str, n: int) -> str:
    """How many rows of one table, as in '2 known gaps'."""
    return counted(n, *KINDS[table_name])
