"""What an address asks the payment model: whose terms to start from, and what is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.payment import presets, terms
from evidence.payment.presets import Basis, Preset
from evidence.payment.terms import TermProblem, Terms
from evidence.read_model import ReadModel

Parameters = Mapping[str, Sequence[str]]

FIRST, BESIDE = "preset", "beside"
# What stands before the terms of each contract in the address.
PREFIXES = {FIRST: "", BESIDE: "b_"}
DEFAULT = "bedfordshire-msk-2014"
NEXT_BESIDE = "unitingcare-2015"


@dataclass(frozen=True)
class Tried:
    """One contract whose terms are tried.

    ``place`` is the parameter that names it, ``terms`` is None where the address holds something
    that cannot be used; ``problems`` say what.
    """

    place: str
    preset: Preset
    terms: Terms | None
    problems: tuple[TermProblem, ...] = ()

    @property
    def prefix(self) -> str:
        """What stands before the names of its terms in the address."""
        return PREFIXES[self.place]

    @property
    def bases(self) -> dict[str, Basis]:
        """The basis of every term as it stands now."""
        return presets.bases(self.preset, self.terms or self.preset.terms)

    @property
    def assumed(self) -> list[str]:
        """The names of the terms that no source states and nobody chose."""
        return presets.not_stated(self.preset, self.terms or self.preset.terms)


@dataclass(frozen=True)
class TermsAsked:
    """One contract or two; ``unknown`` are parameters that name none: name and value."""

    tried: tuple[Tried, ...]
    unknown: tuple[tuple[str, str], ...] = ()

    @property
    def is_computable(self) -> bool:
        """Whether every term of every contract can be used, and every contract is known."""
        return not self.unknown and all(each.terms is not None for each in self.tried)


def read(model: ReadModel, parameters: Parameters) -> TermsAsked:
    """The contracts that an address asks for, the first one always.

    Args:
        model: the data, whose contracts are the presets.
        parameters: every value of every parameter of the address.
    """
    known = options(model)
    tried, unknown = [], []
    for place in PREFIXES:
        named = next(iter(parameters.get(place, ())), DEFAULT if place == FIRST else "")
        if named and named not in known and place in parameters:
            unknown.append((place, named))
        preset = known.get(named) or (_first(known) if place == FIRST else None)
        if preset:
            tried.append(_tried(place, preset, parameters))
    return TermsAsked(tuple(tried), tuple(unknown))


def options(model: ReadModel) -> dict[str, Preset]:
    """The contracts to start from by their id, the default one first and the neutral one last."""
    listed = sorted(
        presets.presets(model),
        key=lambda each: (each.preset_id != DEFAULT, each.preset_id == presets.NOTHING),
    )
    return {each.preset_id: each for each in listed}


def _first(known: Mapping[str, Preset]) -> Preset:
    return next(iter(known.values()))


def _tried(place: str, preset: Preset, parameters: Parameters) -> Tried:
    read_terms, problems = terms.from_query(parameters, PREFIXES[place], preset.terms)
    return Tried(place, preset, read_terms, tuple(problems))
