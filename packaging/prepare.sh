# Read by run.sh and test.sh: finds what is missing, installs only that, and leaves `.venv` ready.
#
# Set before: project (folder), extras ("" or "[test]"), package_lists (names), usage (a function).
# Set after:  venv; and of the arguments those that were not for this part.

with_system=yes
case ${1:-} in
  -h | --help)
    usage
    exit 0
    ;;
  --no-system)
    with_system=no
    shift
    ;;
esac

venv=$project/.venv
constraints=$project/packaging/constraints.txt
installing=$venv/installing
oldest_python='3, 11'

say() {
  printf '%s\n' "$*" >&2
}

give_up() {
  say "$*"
  exit 1
}

is_debian() {
  command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1
}

# --- Python -----------------------------------------------------------------------------------------------------------

is_new_enough() {
  "$1" -c "import sys; sys.exit(sys.version_info < ($oldest_python))" >/dev/null 2>&1
}

# Prints the first Python that is new enough; fails when there is none.
find_python() {
  for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

# A fresh Debian has Python without ensurepip, the part that makes environments.
can_make_environment() {
  command -v uv >/dev/null 2>&1 && return 0
  python=$(find_python) && "$python" -c 'import ensurepip, venv' >/dev/null 2>&1
}

# --- System packages --------------------------------------------------------------------------------------------------

# Prints the names that are wanted, one a line.
wanted_packages() {
  for list in $package_lists; do
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$project/packaging/linux/packages-$list.txt"
  done
}

# Ubuntu 24.04 renamed some libraries: `libglib2.0-0` is `libglib2.0-0t64` there.
missing_packages() {
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
  wanted_packages | while read -r name; do
    printf '%s\n' "$installed" | grep -qxF -e "$name" -e "${name}t64" || printf '%s ' "$name"
  done
  # An environment that exists already needs nothing more of the system's Python.
  is_installed || has_working_venv || can_make_environment || printf 'python3 python3-venv '
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

would_install() {
  apt-get -qq -s install --no-install-recommends "$@" >/dev/null 2>&1
}

# apt installs nothing when it does not know one of the names, so such names are left out. Asking takes no root.
known_packages() {
  if would_install "$@"; then
    printf '%s ' "$@"
    return
  fi
  for name in "$@"; do
    would_install "$name" && printf '%s ' "$name"
  done
  return 0
}

# The package lists of a fresh machine are empty or old, so they are fetched first; a source that does not answer is
# no reason to stop when the rest has what is needed.
install_packages() {
  as_root apt-get -q update || say 'Not every package source answered; going on with what is known.'
  # shellcheck disable=SC2086 # a list of names
  known=$(known_packages $1)
  [ -n "$known" ] || return 1
  # shellcheck disable=SC2086 # a list of names
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 install -y --no-install-recommends $known
}

# Something that the system should have is not there: that ends a run of the checks under CI, elsewhere it is said.
go_on_without() {
  say "$1"
  [ "${CI:-}" != true ] || give_up 'With CI=true nothing may be missing.'
}

prepare_system() {
  if ! is_debian; then
    prepare_other_system
    return
  fi
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  if [ "$with_system" = no ]; then
    go_on_without "Missing system packages (left alone, as asked): $missing"
  elif [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
    go_on_without "Missing system packages: $missing
They need root, and there is no sudo here. As root: apt-get install $missing"
  else
    say "Installing system packages: $missing"
    install_packages "$missing" >&2 || say 'Installing system packages failed; the lines above say why.'
    missing=$(missing_packages)
    [ -z "$missing" ] || go_on_without "These system packages could not be installed: $missing"
  fi
}

prepare_other_system() {
  find_python >/dev/null || command -v uv >/dev/null 2>&1 ||
    go_on_without 'Needed, and not found: Python 3.11 or newer, with venv.'
  [ "$(uname -s)" = Linux ] || return 0
  ldconfig -p 2>/dev/null | grep -q libportaudio ||
    go_on_without 'This system has no apt. Needed, and not found: the PortAudio library (libportaudio.so.2).'
  is_installed ||
    say 'The window also needs the libraries of XCB (with its cursor part), xkbcommon, EGL, D-Bus and fontconfig.'
}

# --- The Python environment -------------------------------------------------------------------------------------------

# What the environment was made from; when it is the same again there is nothing to install.
stamp() {
  printf '%s\n' "$project" "$("$venv/bin/python" -c 'import sys; print(sys.version_info[:2], sys.prefix)' 2>&1)"
  cat "$project/pyproject.toml" "$constraints" | cksum
}

stamp_file() {
  printf '%s/installed%s' "$venv" "$(printf '%s' "$1" | tr -d '[]')"
}

is_installed() {
  [ ! -e "$installing" ] && [ -e "$(stamp_file "$extras")" ] && [ "$(stamp)" = "$(cat "$(stamp_file "$extras")")" ]
}

# Fails for an environment that was half made, was moved here (its programs name the old place), or whose Python is
# gone or another one now.
has_working_venv() {
  [ ! -e "$installing" ] || return 1
  if [ -e "$(stamp_file '')" ]; then
    read -r made_for <"$(stamp_file '')" && [ "$made_for" = "$project" ] || return 1
  fi
  found=$("$venv/bin/python" -c 'import encodings, sys; print(sys.prefix)' 2>/dev/null) || return 1
  [ "$found" = "$venv" ] && is_new_enough "$venv/bin/python" || return 1
  command -v uv >/dev/null 2>&1 || "$venv/bin/python" -m pip --version >/dev/null 2>&1
}

refuse_second_installer() {
  [ -e "$installing" ] || return 0
  other=$(cat "$installing")
  [ -n "$other" ] && kill -0 "$other" 2>/dev/null || return 0
  give_up "Another installation is under way (process $other). Start again when it has ended."
}

make_venv() {
  say 'Making the Python environment in .venv'
  rm -rf "$venv"
  mkdir "$venv"
  echo $$ >"$installing"
  if command -v uv >/dev/null 2>&1; then
    uv venv -q --allow-existing --seed --python '>=3.11' "$venv" && return
    say 'uv could not make it; trying Python itself.'
  fi
  python=$(find_python) || give_up 'Python 3.11 or newer was not found. Install it and start again.'
  "$python" -m venv "$venv" ||
    give_up "$python cannot make environments. Install python3-venv (Debian, Ubuntu) and start again."
}

# The build tool comes first, at its pinned version, so that the project itself is built without fetching another.
pip_install() {
  if command -v uv >/dev/null 2>&1; then
    uv pip install -q --python "$venv/bin/python" -c "$constraints" setuptools &&
      uv pip install -q --python "$venv/bin/python" -c "$constraints" --no-build-isolation -e "$project$extras" && return
    say 'uv could not install everything; trying pip.'
  fi
  "$venv/bin/python" -m pip install -q --disable-pip-version-check -c "$constraints" setuptools &&
    "$venv/bin/python" -m pip install -q --disable-pip-version-check -c "$constraints" --no-build-isolation \
      -e "$project$extras"
}

# `installing` stands from the first change to the last: whatever breaks in between, the next run starts afresh.
prepare_python() {
  if is_installed; then
    return 0
  fi
  refuse_second_installer
  has_working_venv || make_venv
  echo $$ >"$installing"
  rm -f "$venv"/installed*
  say 'Installing the project and what it is built on (a few minutes the first time)'
  pip_install >&2 || give_up 'Installing failed; the lines above say why. Nothing else was changed: start again to go on.'
  stamp >"$(stamp_file "$extras")"
  # Whatever the tests need includes all that the program needs.
  stamp >"$(stamp_file '')"
  rm -f "$installing"
}

prepare_system
prepare_python
