import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADDRESSES, OTHER_SETTINGS } from '../../sandbox/conform/addresses.ts';
import { adviceFor } from '../../sandbox/conform/assumption.ts';
import { assumptionsAbout } from '../../sandbox/conform/assumptions/index.ts';
import { oneOfEach } from '../helpers/sandbox.ts';

const ROOT = join(import.meta.dirname, '../..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const start = readme.indexOf('## Settings and assumptions');
const section = readme.slice(start, readme.indexOf('\n## ', start));
const rows = [...section.matchAll(/^\| `([A-Z_]+)` \| `([^`]+)` \|/gm)].map(([, name = '', value = '']) => ({
  name,
  value,
}));
const all = oneOfEach.flatMap(assumptionsAbout);
const settings = new Set(all.map(({ setting }) => setting));

test('README.md lists settings', () => {
  expect(rows.length).toBeGreaterThan(4);
});

test.each(rows)('an assumption names the setting $name', ({ name }) => {
  expect(settings).toContain(name);
  expect([...Object.keys(ADDRESSES), ...OTHER_SETTINGS]).toContain(name);
});

test.each(rows.filter(({ name }) => name in ADDRESSES))('$name has the default of README.md', ({ name, value }) => {
  expect(ADDRESSES[name]?.fallback).toBe(value);
});

/** What README.md says without a setting, by the assumption that tests it. */
const SENTENCES: Readonly<Record<string, RegExp>> = {
  'basekit.subscription-id': /BaseKit returns the `ref`/,
  'basekit.unsubscribe': /accepts `DELETE …\/\{ref\}`/,
  'buildr.unsubscribe': /Buildr accepts `DELETE \/webhooks\/\{id\}`/,
  'buildr.opportunities': /opportunities either by that name or projects/,
  'firespring.record-name': /`payload\.object` and `payload\.id`/,
  'zapier.request-id': /Zapier adds an `X-Request-Id`/,
};

test('every sentence of README.md has an assumption', () => {
  const ids = new Set(all.map(({ id }) => id));
  for (const [id, sentence] of Object.entries(SENTENCES)) {
    expect(section).toMatch(sentence);
    expect(ids).toContain(id);
  }
  // The sentence about senders is tested for one sender at a time: its signature, headers and event type.
  const bullets = section.match(/^- /gm) ?? [];
  expect(bullets).toHaveLength(5);
});

test('every assumption names a setting, a connection field or an existing file', () => {
  const fields = oneOfEach.flatMap(({ provider }) => Object.keys(provider.connection.fields));
  const unknown = [...settings].filter(
    (name) =>
      name !== undefined &&
      !(name in ADDRESSES) &&
      !OTHER_SETTINGS.some((one) => one === name) &&
      !fields.includes(name) &&
      !existsSync(join(ROOT, name)),
  );
  expect(unknown).toEqual([]);
});

test('IDs are unique for each provider', () => {
  for (const event of oneOfEach) {
    const ids = assumptionsAbout(event).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test.each([
  ['BUILDR_API_URL', 'Set `BUILDR_API_URL`.'],
  ['basekit_api_url', 'Edit `basekit_api_url` in the connection.'],
  ['providers/buildr/api.ts', 'No setting changes this. Change `providers/buildr/api.ts`.'],
])('says what to change: %s', (setting, advice) => {
  expect(adviceFor({ result: 'does not hold', setting })).toBe(advice);
  expect(adviceFor({ result: 'holds', setting })).toBe('');
});
