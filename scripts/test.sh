#!/bin/sh
# Installs and builds what is needed, checks style and structure, then runs every test. Arguments go to Jest.
set -eu
cd "$(dirname "$0")/.."
. scripts/prepare.sh
if [ "$#" -eq 0 ]; then npx --no-install biome check; fi
exec node node_modules/jest/bin/jest.js "$@"
