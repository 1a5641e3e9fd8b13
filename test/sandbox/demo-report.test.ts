import { stripVTControlCharacters } from 'node:util';
import { linesOf, tableOf } from '../../sandbox/demo/report.ts';
import { type Cell, NOT_APPLICABLE } from '../../sandbox/demo/round-trip.ts';
import { plural } from '../../sandbox/plural.ts';

const on: Cell = { name: 'On', isOk: true, saw: 'subscribed' };
const stale: Cell = { name: 'Stale', isOk: true, saw: NOT_APPLICABLE };
const forged: Cell = { name: 'Forged', isOk: false, saw: 'delivered' };
const rows = [
  { label: 'basekit_site_publish', cells: [on, stale] },
  { label: 'firespring_event', cells: [on, forged] },
];

test('a narrow terminal gets a line for each row, with what failed by its name', () => {
  expect(stripVTControlCharacters(linesOf(rows)).split('\n')).toEqual([
    '✓ basekit_site_publish  1 of 1',
    '✗ firespring_event      1 of 2: Forged (delivered)',
  ]);
});

test('a table says what was seen where there is room, and what failed in any case', () => {
  const [wide, slim] = [true, false].map((isWide) =>
    stripVTControlCharacters(tableOf(['Trigger', '1', '2'], rows, isWide)),
  );
  expect(wide).toContain('✓ subscribed');
  expect(slim).not.toContain('subscribed');
  for (const table of [wide, slim]) expect(table).toContain('✗ delivered');
});

test('one thing is not many', () => {
  expect([0, 1, 2].map((count) => plural(count, 'trigger'))).toEqual(['0 triggers', '1 trigger', '2 triggers']);
});
