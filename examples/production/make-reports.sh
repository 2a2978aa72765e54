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
# CHECKOUT must not exist yet. Needed on the PATH: git, promtool, and the tools of
# the dependency group `dev` in pyproject.toml, pytest and pyright of one environment.
#
# deployments.json, metrics.json and reviews.json are written by hand and stay as
# they are. baseline/benchmark.json is the benchmark.json of an earlier run: to take
# today's as the next baseline, copy it there.
set -euo pipefail

example=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=${1:-/home/runner/work/production/production}

if [[ -e $checkout ]]; then
  echo "make-reports: $checkout exists already; name a folder that does not" >&2
  exit 1
fi

mkdir -p "$checkout"
trap 'rm -rf -- "$checkout"' EXIT
cd "$example"
cp -R .github .gitignore README.md docs make-reports.sh ops pyproject.toml \
  sgconfig.yml specs src tests "$checkout"
cd "$checkout"

# detect-secrets scans only what git tracks.
git init --quiet
git add --all
mkdir reports

pytest --quiet --junitxml=reports/junit.xml --cov \
  --cov-report=json:reports/coverage.json
pytest --quiet --benchmark-json=reports/benchmark.json tests/benchmarks
ruff check --output-format json --output-file reports/ruff.json
# A limit of 1 makes ruff name the complexity of every function that branches.
ruff check --select C901 --config lint.mccabe.max-complexity=1 --exit-zero \
  --output-format json --output-file reports/ruff-complexity.json src
ruff check --select D1 --output-format json --output-file reports/ruff-docs.json src
pyright --outputjson > reports/pyright.json
detect-secrets scan > reports/secrets.json
ast-grep scan --format sarif src > reports/ast-grep.sarif
promtool check rules ops/prometheus/alerts.yml

cp reports/* "$example/reports/"

python --version
pytest --version
coverage --version | sed -n 1p
python -c 'import pytest_benchmark; print("pytest-benchmark", pytest_benchmark.__version__)'
ruff --version
pyright --version
echo "detect-secrets $(detect-secrets --version)"
ast-grep --version
promtool --version 2>&1 | sed -n 1p
