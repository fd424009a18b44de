#!/usr/bin/env bash
# Rewrite requirements/*.txt from pyproject.toml: exact versions, a digest of every file that may be installed,
# built by whoever publishes it, and no address of a registry, so that the same list serves any mirror.
#   tools/lock.sh             add what is new, keep what is pinned
#   tools/lock.sh --upgrade   take the newest of everything
set -euo pipefail
cd "$(dirname "$0")/.."

readonly UV='uv==0.13.9'
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/python" -m pip install --quiet "$UV"
[ "${1:-}" = --upgrade ] || cp requirements/*.txt "$room/"  # what is pinned stays, unless asked otherwise

lock() {  # lock NAME ARGUMENTS...: one list, consistent with the lists before it
    local name=$1
    shift
    "$room/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
        --no-emit-index-url --no-header --no-annotate "$@" --output-file "$room/$name.txt"
    { echo "# Made by tools/lock.sh. Do not edit."; cat "$room/$name.txt"; } >"requirements/$name.txt"
}

lock core pyproject.toml
lock images --constraint "$room/core.txt" --extra images pyproject.toml
lock media --constraint "$room/images.txt" --extra media pyproject.toml
lock handover --constraint "$room/media.txt" --extra handover pyproject.toml
lock register --constraint "$room/handover.txt" --extra register --extra postgres pyproject.toml
lock evaluation --constraint "$room/register.txt" --extra register --extra postgres --extra evaluation pyproject.toml
lock cluster --constraint "$room/evaluation.txt" --extra images --extra media --extra cluster pyproject.toml
cat "$room/images.txt" "$room/media.txt" "$room/handover.txt" "$room/register.txt" "$room/evaluation.txt" "$room/cluster.txt" >"$room/extras.txt"
lock dev --constraint "$room/extras.txt" --extra images --extra media --extra handover --extra register \
    --extra postgres --extra evaluation --extra cluster --extra dev pyproject.toml
lock fuzz --constraint "$room/dev.txt" --extra fuzz pyproject.toml
lock build --constraint "$room/dev.txt" requirements/build.in
