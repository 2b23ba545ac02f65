#!/bin/sh
# Makes .venv with the pinned packages. "setup.sh" installs what the dashboard needs,
# "setup.sh tests" what the tests need as well. A second call finds nothing to do.
# PYTHON names an interpreter to try first.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."

files=requirements.txt
[ "${1:-}" != tests ] || files="$files requirements-dev.txt"

# A symbolic link to the number of the process that installs: it is made in one step.
marker=.venv.installing

stop() {
    rm -f "$marker"
    echo "$1" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

can_make_environments() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

find_python() {
    without_venv=
    for candidate in "${PYTHON:-python3}" \
        python3 python3.15 python3.14 python3.13 python3.12 python3.11; do
        is_new_enough "$candidate" || continue
        if can_make_environments "$candidate"; then
            echo "$candidate"
            return
        fi
        without_venv=${without_venv:-$candidate}
    done
    if [ -n "$without_venv" ]; then
        version=$("$without_venv" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        stop "Python $version cannot make a virtual environment: install its venv module ('sudo apt install python$version-venv' on Debian or Ubuntu) and try again."
    fi
    stop "Python 3.11 or newer was not found: install it ('sudo apt install python3 python3-venv' on Debian or Ubuntu, https://www.python.org/downloads/ on macOS) and try again."
}

# What an installation is made from: another file or another Python asks for another one.
fingerprint() {
    cksum <"$1" && .venv/bin/python -c 'import sys; print(sys.version)' 2>/dev/null
}

is_installed() {
    [ -f ".venv/$1.installed" ] &&
        [ "$(fingerprint "$1" || true)" = "$(cat ".venv/$1.installed")" ]
}

is_complete() {
    [ ! -L "$marker" ] || return 1
    for file in $files; do
        is_installed "$file" || return 1
    done
}

# What an interrupted installation left may look whole without being so: start afresh.
take_turn() {
    interrupted=
    attempts=0
    until ln -s "$$" "$marker" 2>/dev/null; do
        attempts=$((attempts + 1))
        [ "$attempts" -lt 10 ] ||
            stop "Nothing can be installed into $(pwd): move the project to a folder that you may write to and that takes symbolic links."
        other=$(readlink "$marker") || continue
        if kill -0 "$other" 2>/dev/null; then
            echo "Waiting for process $other to install (if it does something else, remove $marker)"
            while kill -0 "$other" 2>/dev/null; do sleep 1; done
        else
            rm -f "$marker"
            interrupted=yes
        fi
    done
    [ -z "$interrupted" ] || rm -rf .venv
}

make_environment() {
    python=$(find_python)
    rm -rf .venv
    "$python" -m venv .venv
}

install() {
    echo "Installing $1 into .venv (a minute or two the first time)"
    if .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes --requirement "$1" >.venv/pip.log 2>&1; then
        fingerprint "$1" >".venv/$1.installed"
    elif grep -Eqi 'connection|timed out|name resolution|getaddrinfo' .venv/pip.log; then
        stop "The packages could not be downloaded: connect this machine to the internet, or name a package index it can reach in PIP_INDEX_URL, and try again."
    else
        tail -n 15 .venv/pip.log >&2
        echo "The packages of $1 could not be installed: pip says why above." >&2
        exit 1
    fi
}

is_complete && exit 0
take_turn
{ is_new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; } ||
    make_environment
for file in $files; do
    is_installed "$file" || install "$file"
done
rm -f "$marker"
