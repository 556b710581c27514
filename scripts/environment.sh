# What scripts/start and scripts/test share: a Python, a virtual environment in the checkout, and what goes into it.
# Sourced, never run. Talks on stderr only. Everything is remembered by a stamp, so that the second time is quick.

# The virtual environment's folder.
venv=.venv

say() { printf 'ydkg: %s\n' "$*" >&2; }

give_up() {
    say "$*"
    exit 2
}

# quietly COMMAND...: shows what a command printed only where it failed.
quietly() {
    local log
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 30 "$log" >&2
    rm -f "$log"
    return 1
}

# debian WHY PACKAGE...: installs Debian's packages as root; otherwise says in one line what to install.
debian() {
    local why=$1
    shift
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        say "$why: install it first (Debian: apt-get install $*)"
        return 1
    fi
    say "installing $*"
    { { [ -n "${listed:-}" ] || quietly apt-get update -q; } && listed=1 \
        && quietly env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } \
        || { say "$why: apt-get could not install $*"; return 1; }
}

# Prints the first Python of 3.11 or later that is found.
find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11 python3.14 /usr/bin/python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

# digest FILE...: one word for the content of these files.
digest() { cat "$@" | sha256sum | cut -c 1-16; }

# make_environment [PYTHON]: makes it where there is none, or where the one there is broken or was made for another folder.
make_environment() {
    local python=${1:-}
    if [ "$(cat "$venv/checkout" 2>/dev/null)" = "$PWD" ] && "$venv/bin/python" -c '' 2>/dev/null; then
        return 0
    fi
    [ -n "$python" ] || python=$(find_python) \
        || { debian "Python 3.11 or later is missing" python3-venv && python=$(find_python); } \
        || exit 2
    "$python" -c 'import ensurepip, venv' 2>/dev/null \
        || debian "the venv module of $python is missing" python3-venv \
        || exit 2
    say "making a virtual environment in $venv"
    quietly "$python" -m venv --clear "$venv" || give_up "$python could not make $venv; the lines above say why"
    printf '%s' "$PWD" >"$venv/checkout"
}

# install KIND ARGS...: `pip install ARGS` and the package itself, once for each state of what declares them. The package
# points at the checkout, so a change of source, data or questions asks for no new installation.
install() {
    local kind=$1 state pip=("$venv/bin/python" -m pip --disable-pip-version-check install --quiet)
    shift
    state=$(digest pyproject.toml requirements-dev.lock)
    if [ "$(cat "$venv/$kind" 2>/dev/null)" = "$state" ]; then
        return 0
    fi
    say "installing what it needs; the first time takes a minute or two"
    quietly "${pip[@]}" --constraint requirements-dev.lock "$@" --editable ".[all]" \
        || give_up "pip could not install; the lines above say why, and the next run tries again"
    printf '%s' "$state" >"$venv/$kind"
}
