#!/usr/bin/env bash
# Everything CI runs: format, lint, types, layering, unit tests, browser stories on the production build.
set -euo pipefail
cd "$(dirname "$0")/.."

bash tests/setup.sh
# The build comes first: on a clean checkout this is what a new user's first start does.
npm run --silent build
npx size-limit
npm run --silent check:sync

# What only reads the sources runs beside the unit tests, and says its piece when it is done.
checks=$(mktemp)
npm run --silent check:code >"$checks" 2>&1 &
checking=$!
trap 'kill "$checking" 2>/dev/null || true; rm -f "$checks"' EXIT
unit=0
npm run --silent test:unit || unit=$?
wait "$checking" || {
	cat "$checks"
	exit 1
}
cat "$checks"
[ "$unit" = 0 ] || exit "$unit"
npm run --silent test:e2e
