#!/bin/sh
# Installs what is missing, then runs every check and every test. With arguments it runs only those tests.
set -eu

project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
extras='[test]'
package_lists='sound window test'

usage() {
  cat <<'EOT'
Usage: sh packaging/test.sh [--no-system] [PYTEST ARGUMENTS...]

Installs what is missing, then runs every check (formatting, lint, types,
imports) and every test. With arguments only pytest runs, with these arguments:

  sh packaging/test.sh tests/unit/audio -k resampler

  --no-system    leave the system's packages alone
EOT
}

. "$project/packaging/prepare.sh"

cd "$project"
for tool in Xvfb dbus-run-session ffmpeg openbox pactl pulseaudio xdotool; do
  command -v "$tool" >/dev/null 2>&1 || go_on_without "$tool is missing; tests that need it will fail."
done

if [ $# -gt 0 ]; then
  exec "$venv/bin/pytest" "$@"
fi

# Every check runs, whatever the one before it found.
failed=''
check() {
  say "== $*"
  tool=$1
  shift
  "$venv/bin/$tool" "$@" || failed="$failed $tool"
}

check ruff format --check
check ruff check
check mypy
check lint-imports --no-logo
check pytest
[ -z "$failed" ] || give_up "Failed:$failed"
