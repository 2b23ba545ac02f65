"""Say who may do what in the store, and who was refused.

WHO is the id of a person as the list shows it, or the e-mail address or name that only one person
has, or local:USER for a user of this machine, who need not have been seen yet. Whoever may run this
may read and write the store's file itself, so no role is asked for; what is changed is logged under
the name of the machine's user.
"""

import argparse
import sys

import sqlalchemy as sa

from evidence import home
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.workbench import owners, person, roles, settings

HELP = "list, give and take roles; switch second reading on or off; list refused attempts"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done; without anything the roles are listed."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("list", help="every known person with role and id (as without an action)")
    give = actions.add_parser("give", help="give somebody a role in place of the earlier one")
    give.add_argument("who", metavar="WHO")
    give.add_argument("role", choices=person.ROLES)
    take = actions.add_parser("take", help="take somebody's role; never the last owner's")
    take.add_argument("who", metavar="WHO")
    second = actions.add_parser(
        "second-reader", help="whether somebody else than its author has to publish a row"
    )
    second.add_argument("switch", choices=("on", "off"))
    refused = actions.add_parser("refusals", help="the latest refused attempts, newest first")
    refused.add_argument("--limit", type=int, default=50, metavar="N", help="at most N of them")


def run(arguments: argparse.Namespace) -> int:
    """Do it and say what was done; 0 when done, 1 when the store or its rules refuse."""
    try:
        store = home.existing_store()
        if store is None:
            print("Nothing has been saved yet: start the dashboard once to load the data folder.")
            return 1
        try:
            lines = _ACTIONS[arguments.action or "list"](store, arguments)
        finally:
            store.close()
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    for line in lines:
        print(line.encode(errors="backslashreplace").decode())
    return 0


def _list(store: Store, arguments: argparse.Namespace) -> list[str]:
    del arguments
    with store.reading() as connection:
        known = roles.members(connection)
        required = settings.second_reader_required(connection)
    cells = [(each.role or "-", each.name, each.email or "-", each.person_id) for each in known]
    lines = _columns([tuple(map(_line, row)) for row in cells])
    if not any(each.role for each in known):
        lines.append(
            "Nobody has a role yet: python -m evidence roles give WHO owner. People are known once"
            " they have signed in; a user of this machine is local: and the user's name."
        )
    second = "somebody else has to" if required else "authors may publish what they entered"
    return [*lines, f"Second reader: {'on' if required else 'off'} ({second})."]


def _columns(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _give(store: Store, arguments: argparse.Namespace) -> list[str]:
    with store.writing() as connection:
        user = arguments.who.removeprefix(person.LOCAL)
        if user and user != arguments.who:
            roles.introduce(connection, person.local(user))
        found = roles.matching(connection, arguments.who)
        roles.give(connection, found.person_id, arguments.role, by=_by())
        known_by = found.person_id + (f", {found.email}" if found.email else "")
        return [f"{_line(found.name)} ({known_by}) is {roles.with_article(arguments.role)} now."]


def _take(store: Store, arguments: argparse.Namespace) -> list[str]:
    with store.writing() as connection:
        found = roles.matching(connection, arguments.who)
        if found.role is None:
            return [f"{_line(found.name)} ({found.person_id}) has no role."]
        roles.give(connection, found.person_id, None, by=_by())
        was = roles.with_article(found.role)
        return [f"{_line(found.name)} ({found.person_id}) is no longer {was}."]


def _second_reader(store: Store, arguments: argparse.Namespace) -> list[str]:
    required = arguments.switch == "on"
    with store.writing() as connection:
        settings.switch_second_reader(connection, required, by=_by())
    return [
        "Second reader is on: somebody other than its author has to publish a row."
        if required
        else "Second reader is off: authors may publish what they entered, and each row says so."
    ]


def _refusals(store: Store, arguments: argparse.Namespace) -> list[str]:
    with store.reading() as connection:
        found = owners.latest_refusals(connection, arguments.limit)
        names = _names(connection)
    return [
        f"{each.at}  {names.get(each.person_id, each.person_id) or 'a reader'}  {each.doing}:"
        f" {each.reason}"
        for each in found
    ] or ["Nothing was refused."]


def _names(connection: sa.Connection) -> dict[str, str]:
    known = roles.members(connection)
    return {each.person_id: f"{_line(each.name)} ({each.person_id})" for each in known}


def _line(text: str) -> str:
    """On one line, so that no name looks like a line of its own."""
    return " ".join(text.split())


def _by() -> str:
    return f"{person.of_machine().person_id} (command line)"


_ACTIONS = {
    "list": _list,
    "give": _give,
    "take": _take,
    "second-reader": _second_reader,
    "refusals": _refusals,
}
