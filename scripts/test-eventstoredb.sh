#!/bin/sh
# Runs the contract, failure and end-to-end tests of EventStoreDB against a server of yours, in streams of their own. Arguments go to Jest.
set -eu
cd "$(dirname "$0")/.."
if [ -z "${EVENTSTOREDB_URL:-}" ]; then
  echo "EVENTSTOREDB_URL is missing: name the server to test against, as in EVENTSTOREDB_URL='esdb://127.0.0.1:2113?tls=false' npm run test:eventstoredb" >&2
  exit 2
fi
. scripts/prepare.sh
node dist/test/support/eventstoredb/version.js
exec node node_modules/jest/bin/jest.js --config jest.eventstoredb.config.js "$@"
