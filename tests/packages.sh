#!/bin/sh
# Debian packages the tests need: a browser, Japanese fonts and a PostgreSQL server.
set -eu

missing=""
command -v chromium-headless-shell >/dev/null || missing="$missing chromium-headless-shell"
fc-list 2>/dev/null | grep -q 'Noto Sans CJK' || missing="$missing fonts-noto-cjk"
fc-list 2>/dev/null | grep -q 'Noto Color Emoji' || missing="$missing fonts-noto-color-emoji"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "The tests need:$missing. Install them, then run make test again." >&2
    exit 1
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
echo "Installing what the tests need:$missing …"
$as_root apt-get update -qq
# shellcheck disable=SC2086 -- one word per package
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing fontconfig >/dev/null
