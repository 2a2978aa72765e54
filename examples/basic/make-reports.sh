#!/usr/bin/env bash
#
# Re-creates the reports in reports/ with the real tools, as a CI job would.
#
#   ./make-reports.sh [CHECKOUT]
#
# Copies the sources to CHECKOUT (default: where GitHub's runners check out a
# repository of this name), runs the tools there, copies the reports back and
# removes CHECKOUT. So no path of your own machine gets into a report.
#
# CHECKOUT must not exist yet. Needed on the PATH: git, and the tools of the
# dependency group `dev` in pyproject.toml, pytest and pyright of one environment.
# reports/reviews.json is written by hand and stays as it is.
set -euo pipefail

example=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=${1:-/home/runner/work/basic/basic}

if [[ -e $checkout ]]; then
  echo "make-reports: $checkout exists already; name a folder that does not" >&2
  exit 1
fi

mkdir -p "$checkout"
trap 'rm -rf -- "$checkout"' EXIT
cd "$example"
cp -R .github .gitignore README.md make-reports.sh pyproject.toml specs src tests "$checkout"
cd "$checkout"

# detect-secrets scans only what git tracks.
git init --quiet
git add --all
mkdir reports

pytest --quiet --junitxml=reports/junit.xml --cov \
  --cov-report=json:reports/coverage.json \
  --cov-report=xml:reports/coverage.xml \
  --cov-report=lcov:reports/coverage.lcov
ruff check --output-format json --output-file reports/ruff.json
pyright --outputjson > reports/pyright.json
detect-secrets scan > reports/secrets.json

cp reports/* "$example/reports/"

python --version
pytest --version
coverage --version | sed -n 1p
ruff --version
pyright --version
echo "detect-secrets $(detect-secrets --version)"
