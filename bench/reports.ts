/** Reports of any size, as streams of chunks like those of a file. Nothing is kept: a gigabyte takes no disk. */

/** Chunks of about 64 KiB, as `fs.createReadStream` gives them. */
const CHUNK = 65_536;

async function* inChunks(pieces: Iterable<string>): AsyncGenerator<Uint8Array> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < CHUNK) continue;
    yield await Promise.resolve(Buffer.from(text));
    text = '';
  }
  yield Buffer.from(text);
}

/** JUnit as pytest writes it, with so many test cases of 125 bytes; every 1,000th failed. */
export function junit(cases: number): AsyncGenerator<Uint8Array> {
  return inChunks(junitPieces(cases));
}

function* junitPieces(cases: number): Generator<string> {
  yield `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="0" failures="${Math.ceil(cases / 1000)}" skipped="0" tests="${cases}" time="1.0">`;
  for (let index = 0; index < cases; index += 1) {
    const start = `<testcase classname="tests.unit.test_module_${index >> 8}.TestSomething" name="test_case_number_${index}[parameter-${index & 255}]" time="0.001"`;
    yield index % 1000 === 0
      ? `${start}><failure message="assert 1 == 2">E   assert 1 == 2&#10;tests/a.py:3</failure></testcase>`
      : `${start} />`;
  }
  yield '</testsuite></testsuites>';
}

const LINES = 1000;

/** An lcov tracefile of so many files with 1,000 lines and 200 branches each (about 16 KB). */
export function lcov(files: number): AsyncGenerator<Uint8Array> {
  return inChunks(lcovPieces(files));
}

function* lcovPieces(files: number): Generator<string> {
  const records: string[] = [];
  let taken = 0;
  for (let line = 1; line <= LINES; line += 1) records.push(`DA:${line},${line % 7 === 0 ? 0 : line}\n`);
  for (let line = 5; line <= LINES; line += 10) {
    const hit = line % 3 === 0 ? 0 : 1;
    taken += 1 + hit;
    records.push(`BRDA:${line},0,jump to line ${line + 1},1\nBRDA:${line},0,exit the function,${hit}\n`);
  }
  const summary = `LF:${LINES}\nLH:${LINES - Math.floor(LINES / 7)}\nBRF:${LINES / 5}\nBRH:${taken}\nend_of_record\n`;
  const section = records.join('') + summary;
  for (let file = 0; file < files; file += 1) yield `SF:src/package_${file >> 6}/module_${file}.py\n${section}`;
}

/** A coverage.py JSON report of so many files with 500 statements each (about 3 KB). */
export function coveragePy(files: number): AsyncGenerator<Uint8Array> {
  return inChunks(coveragePyPieces(files));
}

function* coveragePyPieces(files: number): Generator<string> {
  const executed = Array.from({ length: 450 }, (_, index) => index + 1);
  const missing = Array.from({ length: 50 }, (_, index) => index + 451);
  const summary = { covered_lines: 450, num_statements: 500, covered_branches: 40, num_branches: 50 };
  const arcs = (length: number, first: number): [number, number][] =>
    Array.from({ length }, (_, index) => [first + index, first + index + 1]);
  const entry = JSON.stringify({
    executed_lines: executed,
    summary,
    missing_lines: missing,
    excluded_lines: [],
    executed_branches: arcs(40, 1),
    missing_branches: arcs(10, 60),
  });
  yield '{"meta": {"format": 3, "show_contexts": false}, "files": {';
  for (let file = 0; file < files; file += 1) {
    yield `${file === 0 ? '' : ', '}"src/package_${file >> 6}/module_${file}.py": ${entry}`;
  }
  const totals = Object.fromEntries(Object.entries(summary).map(([key, value]) => [key, value * files]));
  yield `}, "totals": ${JSON.stringify(totals)}}`;
}
