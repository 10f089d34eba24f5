#!/bin/sh
# Installs and builds what is needed, then becomes the server, so that signals reach it.
set -eu
cd "$(dirname "$0")/.."
. scripts/prepare.sh
exec node dist/run/server.js
