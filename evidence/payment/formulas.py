"""The payment model in symbols, for the page; the sums are those of ``payment_outcomes`` in SQL."""

from dataclasses import dataclass

from evidence.payment.terms import TERMS


@dataclass(frozen=True)
class Formula:
    """One line: the symbol, what it is, and how it is made; ``formula`` is empty for a term."""

    symbol: str
    name: str
    formula: str = ""


YEAR = Formula("t", "Year, from 1 to n")
# The terms that can be chosen, in their order; percentages are divided by 100.
SYMBOLS = (YEAR, *(Formula(term.symbol, term.label) for term in TERMS.values()))

FORMULAS = (
    Formula("V", "Budget of year t", "V₁ × (1 + g)^(t − 1)"),
    Formula("M", "Management fee, paid on top and spent on management", "m × V"),
    Formula("O", "Paid on outcomes, if all are reached", "o × V"),
    Formula("U", "Paid up front", "u × V, where u + o is at most 100%"),
    Formula("B", "Paid over the year", "V − U − O"),
    Formula("E", "Outcome payment earned", "a × O"),
    Formula("H", "Held back: stays with the commissioner", "O − E"),
    Formula("C", "Cost of care", "C₁ × (1 + d)^(t − 1), where C₁ is V₁ unless it is given"),
    Formula("X", "Tax that cannot be reclaimed", "x × C"),
    Formula("Tₜ", "Cost of transition", "T in year 1, nothing after it"),
    Formula("S", "Surplus; below zero, a deficit", "V − H − C − X − Tₜ"),
    Formula(
        "P",
        "Provider's result where there is a surplus",
        "the smaller of S and k × V, plus s × what S is above k × V",
    ),
    Formula(
        "P",
        "Provider's result where there is a deficit",
        "minus the smaller of −S and kd × C, minus sd × what −S is above kd × C",
    ),
    Formula("K", "Commissioner's result", "S − P"),
    Formula("ΣP", "Provider's result so far", "P of all years up to t, added up"),
    Formula("F", "Cost of care not paid up front", "C − U, nothing where U is larger"),
)
IDENTITY = Formula(
    "V + M",
    "What is paid in goes somewhere, to the penny",
    "C + X + Tₜ + M + H + P + K",
)
NOTES = (
    "Every amount is rounded to the penny once; what rounding leaves goes to K, the commissioner, "
    "and among the payments to B, what is paid over the year.",
    "The limit kd is measured on the cost of care and not on the budget, so that a higher bid "
    "never makes the provider bear more of the same deficit.",
    "A result above zero is kept, one below zero is borne. H is not part of K: what the "
    "commissioner keeps or gets back in all is H + K.",
    "Outcome payments are counted in every year, also where a contract pays them later.",
    "Interest on what is financed, and what happens after the last year, are left out.",
)
