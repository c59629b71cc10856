import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csvRecords } from '#platform/csv';
import { rootDir } from '#platform/root';
import { configurationModel } from './configuration/configuration-model.ts';
import { possibleNext } from './configuration/possible-next.ts';
import { repair } from './configuration/repair.ts';
import { ruleFaults } from './configuration/rule-faults.ts';
import { readDemoOptions } from './demo-options.ts';

const lists = (await readDemoOptions()).map((list) => ({ ...list, options: list.options.map((option) => ({ ...option, validFrom: '2026-01-01' })) }));
const versions = csvRecords(readFileSync(join(rootDir, 'server/modules/vehicles/demo/vehicles.csv'), 'utf8'));

test('ten carlines with 153 options', () => {
  expect(lists.map(({ make, carline }) => `${make} ${carline}`)).toHaveLength(10);
  expect(lists.flatMap(({ options }) => options)).toHaveLength(153);
});

test.each(lists)('$make $carline: every option is on some version sold, and each can be reached from any colour', ({ make, carline, options }) => {
  expect(ruleFaults(options)).toEqual([]);
  const model = configurationModel(options);
  const fuels = [...new Set(versions.filter((version) => version['make'] === make && version['model'] === carline).map((version) => version['fuel'] ?? ''))];
  expect(fuels.length).toBeGreaterThan(0);
  const offered = new Set<string>();
  for (const fuel of fuels) {
    const context = { fuel, onDay: '2026-11-23' };
    for (const { option, press } of possibleNext(model, [], context)) {
      if (press === 'never') continue;
      offered.add(option);
      for (const colour of options.filter(({ kind }) => kind === 'colour')) expect(repair(model, [colour.code], { choose: option }, context).ok).toBe(true);
    }
  }
  expect(options.map(({ code }) => code).filter((code) => !offered.has(code))).toEqual([]);
});
