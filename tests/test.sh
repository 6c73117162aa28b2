#!/usr/bin/env bash
# Everything CI runs: format, lint, types, layering, unit tests, browser stories on the production build.
set -euo pipefail
cd "$(dirname "$0")/.."

bash tests/setup.sh
# The build comes first: on a clean checkout this is what a new user's first start does.
npm run --silent build
npm run --silent check
npm run --silent size
npm run --silent test:unit
npm run --silent test:e2e
