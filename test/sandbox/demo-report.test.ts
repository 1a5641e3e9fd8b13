import { stripVTControlCharacters } from 'node:util';
import { failuresIn, type Row, reportOf } from '../../sandbox/demo/report.ts';
import { plural } from '../../sandbox/plural.ts';

const subscribed = { isOk: true, outcome: 'subscribed' };
const delivered = { isOk: false, outcome: 'delivered' };
const CHECKS = ['On', 'Stale', 'Forged'];
const rows: readonly Row[] = [
  { label: 'basekit_site_publish', results: { On: subscribed } },
  { label: 'firespring_event', results: { On: subscribed, Forged: delivered } },
];

const linesAt = (columns: number): string[] =>
  stripVTControlCharacters(reportOf('Trigger', CHECKS, rows, columns)).split('\n');

test('shows outcomes in a table if there is enough space', () => {
  expect(linesAt(80)).toEqual([
    '┌──────────────────────┬──────────────┬───────┬─────────────┐',
    '│ Trigger              │ On           │ Stale │ Forged      │',
    '│ basekit_site_publish │ ✓ subscribed │ –     │ –           │',
    '│ firespring_event     │ ✓ subscribed │ –     │ ✗ delivered │',
    '└──────────────────────┴──────────────┴───────┴─────────────┘',
  ]);
});

test('shows only the outcomes of failures in a narrower table', () => {
  expect(linesAt(60)).toEqual([
    '┌──────────────────────┬────┬───────┬─────────────┐',
    '│ Trigger              │ On │ Stale │ Forged      │',
    '│ basekit_site_publish │ ✓  │ –     │ –           │',
    '│ firespring_event     │ ✓  │ –     │ ✗ delivered │',
    '└──────────────────────┴────┴───────┴─────────────┘',
  ]);
});

test('shows one line per row if no table fits', () => {
  expect(linesAt(50)).toEqual(['✓ basekit_site_publish  1 of 1', '✗ firespring_event      1 of 2: Forged (delivered)']);
});

test('counts failures', () => {
  expect(failuresIn(rows)).toBe(1);
});

test('writes the singular and the plural of a noun', () => {
  expect([0, 1, 2].map((count) => plural(count, 'trigger'))).toEqual(['0 triggers', '1 trigger', '2 triggers']);
});
