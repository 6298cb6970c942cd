#!/bin/sh
# Collects what the window says into assets/translations/*.ts and makes the *.qm that ship of them.
# Translate what is marked "unfinished" in between (any editor, or Qt Linguist), then run it again.
set -eu

project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
tools=$project/.venv/bin
folder=$project/assets/translations

cd "$project"
for language in de; do
  # shellcheck disable=SC2046 # the names of modules hold no spaces
  "$tools/pyside6-lupdate" $(find transcriber -name '*.py' | LC_ALL=C sort) -silent -locations none -no-obsolete \
    -tr-function-alias tr+=said -source-language en -target-language "$language" -ts "$folder/$language.ts"
  "$tools/pyside6-lrelease" -silent -nounfinished "$folder/$language.ts" -qm "$folder/$language.qm"
done
