import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inThisProcess } from 'zapier-local';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import { DIALECTS } from '../../sandbox/conform/dialects.ts';
import { type DialectResult, emulatedJson, emulatedPage, runEmulators } from '../../sandbox/conform/emulated-report.ts';
import { captureConsole } from '../helpers/console.ts';

let results: readonly DialectResult[] = [];

beforeAll(async () => {
  captureConsole();
  const app = inThisProcess(createAppHandler(createApp(integrations)));
  results = await runEmulators(app);
  await app.close();
});

afterAll(() => jest.restoreAllMocks());

const resultOf = (title: string): DialectResult => {
  const found = results.find(({ dialect }) => dialect.title === title);
  if (!found) throw new Error(`${title} was not run`);
  return found;
};

const dialects = DIALECTS.map(({ title }) => title);

test.each(dialects)('%s holds every assumption that can be tested', (title) => {
  const { checked } = resultOf(title);
  expect(checked.filter(({ result }) => result === 'does not hold')).toEqual([]);
  // Only Zapier adds the ID of a request.
  expect(checked.filter(({ result }) => result === 'not tested').map(({ id }) => id)).toEqual(['zapier.request-id']);
});

const deviations = DIALECTS.flatMap(({ title, deviations: all }) =>
  all.map(({ text }, index) => ({ title, text, index })),
);

test.each(deviations)('$title: detects and names “$text”', ({ title, index }) => {
  const result = resultOf(title).deviations[index];
  expect(result?.detected).toMatchObject({
    id: result?.deviation.breaks,
    result: 'does not hold',
    finding: expect.stringContaining(result?.deviation.finding ?? 'a finding'),
  });
  expect(result?.others).toEqual([]);
  // Where a setting exists, it must help.
  expect(result?.isFixed).toBe(result?.deviation.fix ? true : undefined);
});

test.each(['basekit', 'buildr', 'builtfirst', 'freshpaint', 'firespring'])(
  'every assumption about %s is broken by a deviation',
  (key) => {
    const own = results.filter(({ dialect }) => dialect.key === key);
    const broken = own.flatMap(({ deviations: all }) => all.map(({ deviation }) => deviation.breaks));
    const ids = own.flatMap(({ checked }) => checked.map(({ id }) => id)).filter((id) => !id.startsWith('zapier.'));
    // Builtfirst and Freshpaint have no API, so their connection is only a form.
    const expected = [...new Set(ids)].filter((id) => !/^(?:builtfirst|freshpaint)\.connection$/.test(id));
    expect(expected.filter((id) => !broken.includes(id))).toEqual([]);
  },
);

test('names the dialect of Buildr', () => {
  const findings = dialects
    .filter((title) => title.startsWith('Buildr'))
    .map((title) => {
      const { checked } = resultOf(title);
      const findingOf = (id: string) => checked.find((one) => one.id === id)?.finding;
      return [findingOf('buildr.opportunities'), findingOf('buildr.record')];
    });
  expect(findings).toEqual([
    [expect.stringContaining('`opportunity`'), expect.stringContaining('`contact`')],
    [expect.stringContaining('`project`'), expect.stringContaining('`contact`')],
    [expect.stringContaining('`opportunity`'), 'The record is in `item`.'],
    [expect.stringContaining('`project`'), 'The record is in `item`.'],
  ]);
});

test('docs/conformance.md is current and marked as emulated', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/conformance.md'), 'utf8');
  expect(page).toBe(emulatedPage(results));
  expect(page).toContain('**Emulated:**');
});

test('the JSON is marked as emulated', () => {
  expect(JSON.parse(emulatedJson(results))).toMatchObject({ emulated: true, providers: { length: DIALECTS.length } });
});
