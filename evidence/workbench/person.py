"""Who acts: somebody signed in, the machine's own user, or a reader without an account."""

import getpass
from dataclasses import dataclass
from typing import Literal

Role = Literal["analyst", "reviewer", "owner"]
# Each may do what those before it may.
ROLES: tuple[Role, ...] = ("analyst", "reviewer", "owner")
LOCAL = "local:"


@dataclass(frozen=True)
class Person:
    """Somebody who acts.

    Attributes:
        person_id: lasting and unique: issuer and subject of a sign-in, or ``local:`` and the name
            of the machine's user; empty for a reader without an account.
        name: how the person is shown to others.
        email: empty where it is not known.
        signed_in_at: when the provider vouched for the person, in seconds since 1970, UTC; None
            for the machine's user and for readers, for whom nobody vouches.
    """

    person_id: str
    name: str
    email: str = ""
    signed_in_at: float | None = None

    @property
    def is_reader(self) -> bool:
        """Whether nobody is signed in."""
        return not self.person_id

    @property
    def is_local(self) -> bool:
        """Whether this is the machine's own user."""
        return self.person_id.startswith(LOCAL)


READER = Person("", "a reader")


def local(user: str) -> Person:
    """The machine's user of that name."""
    return Person(f"{LOCAL}{user}", user)


def of_machine() -> Person:
    """The user under whom this process runs."""
    try:
        return local(getpass.getuser())
    except (OSError, KeyError, ImportError):
        # A container may run under a number for which the machine has no name.
        return local("this machine")
