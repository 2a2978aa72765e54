import { describe, expect, it } from '@jest/globals';
import { parseSpec } from '../../src/spec/index.ts';

const read = (text: string) => parseSpec(text, 'specs/cache.md', '').spec;
const named = (text: string) =>
  read(`## Monitoring\n\n### Metrics to Track\n${text}\n`).monitoring.metrics.map(({ name, identifier, at }) =>
    identifier ? [`\`${name}\``, at.line] : [name, at.line],
  );

describe('a metric to track', () => {
  it.each([
    ['is what stands before the colon', '- Hit ratio: above 90 %', [['Hit ratio', 4]]],
    ['is the identifier in backticks', '- `cache_hits_total`: all hits', [['`cache_hits_total`', 4]]],
    [
      'may be bold',
      '- **Hit ratio:** above 90 %\n- **`cache_hits`**: hits',
      [
        ['Hit ratio', 4],
        ['`cache_hits`', 5],
      ],
    ],
    ['may have a box', '- [x] `cache_hits`: hits', [['`cache_hits`', 4]]],
    ['may stand before a dash', '- Hit ratio - above 90 %', [['Hit ratio', 4]]],
    ['may have colons in its name', '- `job:hits:rate5m`: rate', [['`job:hits:rate5m`', 4]]],
    ['ends before its labels', '- `cache_hits{tier="hot"}`: hits', [['`cache_hits`', 4]]],
    [
      'is each of several identifiers',
      '- `a_total` and `b_total`: both',
      [
        ['`a_total`', 4],
        ['`b_total`', 4],
      ],
    ],
    ['is not code in its description', '- Hit ratio: `hits / requests`', [['Hit ratio', 4]]],
    ['is not a remark below another', '- Hit ratio: good\n  - of all: regions', [['Hit ratio', 4]]],
    [
      'is below what only groups',
      '- Latency:\n  - `p99`: slow\n- Hits: many',
      [
        ['`p99`', 5],
        ['Hits', 6],
      ],
    ],
    ['is not a placeholder', '- [Metric 1]: [Description and target]', []],
    ['is not the word "None"', '- None.', []],
    ['is a row of a table', '| Metric | Target |\n| --- | --- |\n| `hits` | 5 |', [['`hits`', 6]]],
    ['survives a lone backtick', '- Hit` ratio: x', [['Hit` ratio', 4]]],
  ])('%s', (_name, text, expected) => {
    expect(named(text)).toEqual(expected);
  });
});

describe('the sections of monitoring', () => {
  it('are "Metrics to Track" and "Alerting", not "Logging"', () => {
    const { metrics, alerts } = read(
      '# C\n\n## Monitoring and Observability\n\n### Metrics to Track\n- Hits: x\n\n### Logging\n- Misses: x\n\n### Alerting\n- Down: page\n',
    ).monitoring;
    expect([metrics.map(({ name }) => name), alerts.map(({ name }) => name)]).toEqual([['Hits'], ['Down']]);
  });

  it('are not headings of the same words elsewhere', () => {
    expect(read('# C\n\n## Results\n\n### Metrics\n- Hits: x\n').monitoring.metrics).toEqual([]);
    expect(read('# C\n\n## Observability\n\n### Metrics\n- Hits: x\n').monitoring.metrics).toHaveLength(1);
  });
});

describe('the lists of the documentation', () => {
  it('name what is to be covered, from the stage in parentheses on, placeholders aside', () => {
    const { user, operational } = read(
      '## Documentation\n\n### User Documentation\n- [ ] User guide (for production)\n- [x] `API` documentation: docs/api.md\n- [TBD]\n\n' +
        '### Operational Documentation\n- Rollback procedures (all of them)\n',
    ).documentation;
    expect(user.map(({ text, stage, at }) => [text, stage, at.line])).toEqual([
      ['User guide', 'production', 4],
      ['API documentation', null, 5],
    ]);
    expect(operational.map(({ text, stage }) => [text, stage])).toEqual([['Rollback procedures', null]]);
  });
});
