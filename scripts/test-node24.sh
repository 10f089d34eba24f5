#!/bin/sh
# Runs the unit, property and integration specs on Node 24, in a folder of its own; those of the sources themselves need none.
# better-sqlite3 12, which runs on Node 20, needs a compiler there; version 13 brings its binary and needs Node 22.
set -eu
cd "$(dirname "$0")/.."
. scripts/prepare.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

skip() {
  echo "NODE 24 WAS SKIPPED, nothing was tested on it: $1 could not be installed from the npm registry." >&2
  exit 0
}
npm install --prefix "$folder/node24" --no-audit --no-fund --no-save node@24.21.0 >&2 || skip node@24.21.0
npm install --prefix "$folder/sqlite" --no-audit --no-fund --no-save --ignore-scripts better-sqlite3@13.2.0 >&2 ||
  skip better-sqlite3@13.2.0
node24=$folder/node24/node_modules/node/bin/node
case $("$node24" --version) in v24.*) ;; *) skip node@24.21.0 ;; esac

mkdir -p "$folder/ledger/node_modules"
for each in apps bin docs libs scripts seeds jest.config.js; do ln -s "$PWD/$each" "$folder/ledger/$each"; done
for each in node_modules/*; do ln -s "$PWD/$each" "$folder/ledger/$each"; done
rm "$folder/ledger/node_modules/better-sqlite3"
ln -s "$folder/sqlite/node_modules/better-sqlite3" "$folder/ledger/node_modules/better-sqlite3"
# Modules are resolved from where they stand, so these are no links.
cp -R dist test package.json "$folder/ledger"
# The bundles hold better-sqlite3 12: without them threads and processes start as tsc made them.
rm -r "$folder/ledger/dist/run" "$folder/ledger/dist/runs"

cd "$folder/ledger"
echo "On Node $("$node24" --version), with better-sqlite3 13.2.0:" >&2
"$node24" node_modules/jest/bin/jest.js "$@" unit.spec property.spec \
  'dist/(libs|apps)/.*int.spec' 'dist/test/(docs|documents|e2e|eventstoredb-stand-in|http|openapi|seed|year).*int.spec'
