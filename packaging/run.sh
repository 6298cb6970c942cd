#!/bin/sh
# Installs what is missing and starts Transcriber: the window, or live captions in the terminal where there is no display.
set -eu

project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
extras=''

usage() {
  cat <<'EOT'
Usage: sh packaging/run.sh [--no-system] [ARGUMENTS...]

Installs what is missing, then starts Transcriber.
With a display it opens the window; without one it prints live captions here,
from the microphone, or from a bundled sample when there is no microphone.

  --no-system    leave the system's packages alone
  ARGUMENTS      passed on, for example: listen --input talk.wav
                 (transcriber --help lists them)
EOT
}

has_display() {
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]
}

package_lists=sound
if has_display; then
  package_lists='sound window'
fi

. "$project/packaging/prepare.sh"

case ${1:-} in
  '' | -*)
    if ! has_display && [ "${1:-}" != --version ]; then
      set -- listen "$@"
    fi
    ;;
esac
exec "$venv/bin/transcriber" "$@"
