"""What PostgreSQL's errors mean for whoever reads or saves."""

from evidence.store_errors import StoreAway, StoreError, StoreInterrupted, StoreRace

# By the beginning of the server's code (PostgreSQL's manual, appendix A), the longest first.
REFUSALS = {
    "53100": "The disk of the server of the store {place} is full: make room there and try again.",
    "25006": "The store {place} is read-only at the moment: save again when its server may write.",
    "42501": "The store {place} does not allow this ({reason}): let its owner grant this user the"
    " right to create and to write tables there.",
    "55P03": "Another save has held the store {place} for 30 seconds: wait for it to end and try"
    " again.",
    "22P05": "Nothing was saved because the store {place} cannot hold a character ({reason}): make"
    " its database with the encoding UTF8.",
    "XX001": "The store {place} reports damage ({reason}): restore a backup of it.",
    "XX002": "The store {place} reports damage ({reason}): restore a backup of it.",
    "23": "Nothing was saved because the rows would not fit together ({reason}): run python -m"
    " evidence validate to see what is wrong.",
    "53": "The server of the store {place} has no room left for this ({reason}): try again in a"
    " moment.",
    "58": "The disk of the store {place} reports a fault ({reason}): check it and try again.",
}
RACES = ("40001", "40P01")
# For a quota and for a limit on a file's size the server has no code of its own.
UNCODED = "XX000"
CANNOT_WRITE = ("could not extend file", "could not write")
# The server says goodbye, or that it is not there yet.
INTERRUPTIONS = ("57P", "08", "25P03", "25P04")
# A connection that was refused brings no code, only words.
REFUSED_BY = {
    "password authentication failed": "cannot be opened, because the password or the user in"
    " EVIDENCE_DATABASE_URL is wrong: correct it",
    "no password supplied": "cannot be opened without a password: write it into"
    " EVIDENCE_DATABASE_URL",
    "no pg_hba.conf entry": "does not let this machine in: let whoever runs the server allow it",
    "does not exist": "cannot be opened ({reason}): create it, or correct EVIDENCE_DATABASE_URL",
    "too many clients": "has as many connections as it takes: try again in a moment",
    "too many connections": "has as many connections as it takes: try again in a moment",
    "connection slots": "has as many connections as it takes: try again in a moment",
    "permission denied": "cannot be opened ({reason}): let its owner grant this user the right to"
    " connect",
    "invalid connection option": "cannot be opened ({reason}): correct EVIDENCE_DATABASE_URL",
}


def in_words(error: BaseException, place: str, *, is_lost: bool) -> StoreError:
    """The refusal for an error of the driver.

    Args:
        error: what the driver raised.
        place: the database and its server.
        is_lost: whether a connection was there, and ended with this error.
    """
    code = getattr(error, "sqlstate", None) or ""
    reason = _first_line(error)
    if code.startswith(RACES):
        return StoreRace(f"Another save came in between in the store {place}: save again.")
    if is_lost or code.startswith(INTERRUPTIONS):
        return StoreInterrupted(
            f"The connection to the store {place} ended before the answer came: try again in a"
            " moment; a save that had arrived is not made twice."
        )
    for beginning, sentence in REFUSALS.items():
        if code.startswith(beginning):
            return StoreError(sentence.format(place=place, reason=reason))
    if code == UNCODED and reason.startswith(CANNOT_WRITE):
        return StoreError(
            f"The server of the store {place} cannot write to its disk ({reason}): make room there,"
            " or raise the limit, and try again."
        )
    if code:
        return StoreError(f"The store {place} could not do this ({reason}): the log says more.")
    return _without_code(error, place, reason)


def _without_code(error: BaseException, place: str, reason: str) -> StoreError:
    for words, sentence in REFUSED_BY.items():
        if words in str(error):
            return StoreAway(f"The store {place} {sentence.format(reason=reason)}.")
    if "NUL" in reason:
        return StoreError(
            "Nothing was saved because a text holds a character that cannot be kept (NUL): take it"
            " out."
        )
    if type(error).__name__ in ("OperationalError", "ConnectionTimeout", "_WaitTimeout"):
        return StoreAway(
            f"The store {place} cannot be reached ({reason}): try again in a moment; if it stays"
            " away, whoever runs its server has to look after it."
        )
    return StoreError(f"The store {place} could not do this ({reason}): the log says more.")


def _first_line(error: BaseException) -> str:
    """What the server says, without the statement and its values; never empty."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rstrip(".:") if lines else type(error).__name__
