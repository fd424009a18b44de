#!/usr/bin/env bash
# Make .venv ready: `tools/setup.sh core` for using Inzage, `images` for disks and images
# as well, `media` for similar pictures as well, `handover` for validating what was handed over,
# `register` for the register of supervision as well, `evaluation` for that and its statistics,
# `cluster` for more machines than one, `dev` for the tests.
# A second run does nothing; a run that was broken off, or a .venv that was moved, starts afresh.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV PIP_TARGET PIP_PREFIX
export PATH="${PATH:-/usr/bin:/bin}:/usr/sbin:/sbin" PYTHONNOUSERSITE=1
export PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore

readonly ENV=.venv
readonly PY=$ENV/bin/python
missing=()

say() { printf '%s\n  (%s)\n' "$1" "$2" >&2; }  # say DUTCH ENGLISH
stop() { say "$@"; exit 1; }

usable() {  # usable PYTHON: new enough, and able to make an environment
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    local name
    for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if usable "$name"; then command -v "$name"; return; fi
    done
    return 1
}

need() { missing+=("$1"); }  # need PACKAGE

look_for_packages() {  # look_for_packages core|images|media|handover|register|evaluation|cluster|dev: which Debian packages are not there
    missing=()
    find_python >/dev/null || { need python3; need python3-venv; }
    compgen -G '/usr/lib/*/libseccomp.so.2' >/dev/null || compgen -G '/lib*/libseccomp.so.2' >/dev/null ||
        compgen -G '/usr/lib*/libseccomp.so.2' >/dev/null || need libseccomp2
    { [ "$1" != register ] && [ "$1" != evaluation ]; } || [ -z "${INZAGE_DATABASE_URL:-}" ] || need_libpq
    [ "$1" = dev ] || [ "$1" = fuzz ] || return 0
    command -v qpdf >/dev/null || need qpdf
    command -v pdftotext >/dev/null || need poppler-utils
    command -v strace >/dev/null || need strace
    command -v openssl >/dev/null || need openssl
    command -v mke2fs >/dev/null || need e2fsprogs
    command -v ntfscp >/dev/null || need ntfs-3g
    command -v mkfs.fat >/dev/null || need dosfstools
    command -v mcopy >/dev/null || need mtools
    command -v mkfs.exfat >/dev/null || need exfatprogs
    command -v mkfs.xfs >/dev/null || need xfsprogs
    command -v ewfacquirestream >/dev/null || need ewf-tools
    command -v qemu-img >/dev/null || need qemu-utils
    command -v genisoimage >/dev/null || need genisoimage
    command -v xorriso >/dev/null || need xorriso
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || need postgresql
    need_libpq
    command -v chromium >/dev/null || need chromium
    [ -e /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf ] || need fonts-noto-core
}

need_libpq() {  # what the register asks of PostgreSQL goes through it
    compgen -G '/usr/lib/*/libpq.so.5' >/dev/null || compgen -G '/usr/lib*/libpq.so.5' >/dev/null || need libpq5
}

bring_packages() {
    [ ${#missing[@]} -eq 0 ] && return
    local ask="apt-get install -y --no-install-recommends ${missing[*]}"
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || stop \
        "Nodig en niet gevonden: ${missing[*]} (Python 3.11 of nieuwer). Vraag wie deze computer beheert om:  $ask" \
        "needed and not found; ask whoever administers this computer to run that command"
    say "Debian-pakketten halen: ${missing[*]}" "fetching Debian packages"
    export DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes
    { apt-get update -qq && $ask -qq -o Dpkg::Use-Pty=0; } >/dev/null </dev/null || stop \
        "Het lukte niet om ${missing[*]} te installeren. Is er netwerk? Probeer zelf:  $ask" \
        "installing the Debian packages failed; is there a network?"
}

pip() { "$PY" -m pip --quiet "$@" </dev/null; }

install() {  # install ARGUMENTS...: exact files only, never a build script of a stranger
    pip install --progress-bar off --require-hashes --only-binary=:all: "$@" || stop \
        "Pakketten installeren lukte niet; hierboven staat waarom. Is er netwerk, en plaats op de schijf? Daarna mag het gewoon opnieuw." \
        "installing packages failed, see above; is there a network and room on the disk? It can simply be run again"
}

key() { cat "$@" | sha256sum | cut -d' ' -f1; }  # key FILES...

environment_key() { { "$1" -VV; pwd -P; readlink -f "$1"; cat requirements/core.txt; } 2>&1 | sha256sum | cut -d' ' -f1; }

holds() { [ "$(cat "$ENV/.$1" 2>/dev/null)" = "$2" ]; }  # holds STAMP KEY

may_write() {
    [ -w . ] && { [ ! -e "$ENV" ] || [ -w "$ENV" ]; } || stop \
        "In deze map of in $ENV mag u niet schrijven (eigenaar: $(stat -c %U "$ENV" 2>/dev/null || stat -c %U .)). Laat de eigenaar dit doen, of werk in een eigen kopie." \
        "this folder or $ENV is not yours to write in; have its owner do this, or work in a copy of your own"
}

make_core() {
    local python
    python=$(find_python)
    if [ -x "$PY" ] && usable "$PY" && holds core "$(environment_key "$PY")"; then return; fi
    may_write
    say "Omgeving maken in $ENV met $("$python" -V)" "making the environment"
    rm -rf "$ENV"
    "$python" -m venv "$ENV" || stop "Het lukte niet om $ENV te maken; hierboven staat waarom." "making $ENV failed"
    install -r requirements/core.txt
    environment_key "$PY" >"$ENV/.core"
}

make_extra() {  # make_extra NAME DUTCH ENGLISH
    local now
    now=$(key "requirements/$1.txt")
    if holds "$1" "$now" || holds dev "$(key requirements/dev.txt)"; then return; fi
    may_write
    say "Bibliotheken voor $2 installeren" "installing the libraries for $3"
    install -r "requirements/$1.txt"
    echo "$now" >"$ENV/.$1"
}

make_dev() {
    local now stamp
    now=$(key requirements/dev.txt)
    if holds dev "$now"; then return; fi
    may_write
    say "Gereedschap voor de tests installeren" "installing what the tests need"
    stamp=$(cat "$ENV/.core")
    rm -f "$ENV/.core"  # a run broken off here must start afresh
    install -r requirements/dev.txt
    echo "$now" >"$ENV/.dev"
    echo "$stamp" >"$ENV/.core"
}

make_fuzz() {  # beside dev, which most tests do without
    local now
    now=$(key requirements/fuzz.txt)
    if holds fuzz "$now"; then return; fi
    may_write
    say "De fuzzer installeren" "installing the fuzzer"
    install -r requirements/fuzz.txt
    echo "$now" >"$ENV/.fuzz"
}

make_self() {  # Inzage itself, from this folder; the build tools stand beside the environment
    local now
    now=$(key pyproject.toml src/inzage/__init__.py requirements/build.txt)
    if holds self "$now" && [ -x "$ENV/bin/inzage" ]; then return; fi
    may_write
    rm -rf "$ENV/build"
    install --target "$ENV/build" -r requirements/build.txt
    PYTHONPATH=$PWD/$ENV/build pip install --no-deps --no-build-isolation --no-index --editable . || stop \
        "Inzage zelf installeren lukte niet; hierboven staat waarom." "installing Inzage itself failed, see above"
    rm -rf "$ENV/build"
    echo "$now" >"$ENV/.self"
}

case ${1:-} in core | images | media | handover | register | evaluation | cluster | dev | fuzz) ;; *) stop "Gebruik: tools/setup.sh core|images|media|handover|register|evaluation|cluster|dev|fuzz" "usage" ;; esac
exec 9<"$0"
flock 9  # two runs at once: the second waits
look_for_packages "$1"
bring_packages
find_python >/dev/null || stop \
    "Verwacht: Python 3.11 of nieuwer met venv. Gevonden: $(python3 -V 2>&1 || true). Gebruik Debian 12 of nieuwer, of geef een Python op: make PYTHON=/pad/naar/python3.11" \
    "expected Python 3.11 or newer with venv; use Debian 12 or newer, or name one: make PYTHON=/path/to/python3.11"
make_core
[ "$1" != images ] || make_extra images "schijven en images" "disks and images"
[ "$1" != media ] || make_extra media "beelden" "pictures"
[ "$1" != handover ] || make_extra handover "overdracht" "handover"
[ "$1" != register ] || make_extra register "het register" "the register"
[ "$1" != evaluation ] || make_extra evaluation "het register en zijn evaluatie" "the register and its evaluation"
[ "$1" != cluster ] || make_extra cluster "meer dan één computer" "more machines than one"
[ "$1" != dev ] && [ "$1" != fuzz ] || make_dev
[ "$1" != fuzz ] || make_fuzz
make_self
