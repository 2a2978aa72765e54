import { describe, expect, it } from '@jest/globals';
import { reportSchema, type Report } from '../../src/model/index.ts';
import { renderer } from '../../src/report/renderers/json.ts';
import { scenario, scenarioNames, viewOf } from './scenarios.ts';

describe('the JSON report', () => {
  it.each(scenarioNames)('of %s says what the report says', (name) => {
    const written: unknown = JSON.parse(renderer.render(scenario(name), viewOf()));
    expect(written).toEqual(scenario(name));
    expect(reportSchema.safeParse(written).success).toBe(true);
  });

  it('has the keys in the order of the contract, whatever order they came in', () => {
    const report = scenario('blocked');
    const turned = Object.fromEntries(Object.entries(report).reverse()) as Report;
    expect(renderer.render(turned, viewOf())).toBe(renderer.render(report, viewOf()));
    expect(Object.keys(JSON.parse(renderer.render(turned, viewOf())) as object)).toEqual(
      'schemaVersion tool commit verdict advisory stages configuration components problems'.split(' '),
    );
  });

  it('is complete and ends with a newline, whatever the limit', () => {
    const text = renderer.render(scenario('blocked'), viewOf({ byteLimit: 10 }));
    expect(text.endsWith('}\n')).toBe(true);
    expect(reportSchema.safeParse(JSON.parse(text)).success).toBe(true);
  });
});
