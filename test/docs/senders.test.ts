import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { customFields } from '../../providers/signed-webhook/custom-fields.ts';
import { SENDER_LABELS } from '../../providers/signed-webhook/sender-labels.ts';
import { SENDERS as DESCRIPTIONS } from '../../providers/signed-webhook/senders/index.ts';
import { sendersPage } from '../../scripts/docs/senders.ts';
import { SENDERS } from '../signed-webhook/senders.ts';

const ROOT = join(import.meta.dirname, '../..');
const unsupported = readFileSync(join(ROOT, 'scripts/docs/unsupported-senders.md'), 'utf8');
const page = sendersPage(unsupported);

/** The section with an anchor, without the next one. */
const sectionOf = (key: string): string => {
  const [, section = ''] = page.split(`<a id="${key}"></a>`);
  return section.split('\n## ')[0] ?? '';
};

/** A fact of a section, such as “Not verified”. */
const factIn = (section: string, name: string): string =>
  section.split('\n').find((line) => line.startsWith(`- **${name}:** `)) ?? '';

/** The cells of a sender in the first table. */
const cellsOf = (key: string): readonly string[] =>
  (page.split('\n').find((line) => line.startsWith('| [') && line.includes(`](#${key}) |`)) ?? '')
    .split(' | ')
    .map((cell) => cell.replace(/^\| | \|$/g, ''));

const labels: ReadonlyMap<string, string> = new Map(Object.entries(SENDER_LABELS));
const descriptions = new Map(Object.entries(DESCRIPTIONS));

// The facts are compared with the requests of test/signed-webhook/, which were written from the documentation of the senders.
describe.each(SENDERS)('the section of $key', (sender) => {
  const { key, timed, body, eventType, id, unsigned = {} } = sender;
  const section = sectionOf(key);
  const notVerified = factIn(section, 'Not verified');
  const [name, , , , tolerance = '', typeCell = '', delivery = '', source] = cellsOf(key);
  const values = Object.values(unsigned);

  test('says where to set it up, and has the documentation and the example', () => {
    const { setup = '', docs, example } = descriptions.get(key) ?? {};
    expect(factIn(section, 'Setup')).toBe(`- **Setup:** ${setup}`);
    expect(section).toContain(`[Documentation](${docs})`);
    expect([name, source]).toEqual([`[${labels.get(key)}](#${key})`, `[documentation](${docs})`]);
    const [, json = ''] = /```json\n(.*?)```/s.exec(section) ?? [];
    expect(JSON.parse(json)).toEqual(example);
  });

  test('says whether old requests are refused', () => {
    expect(/^\d+ s$/.test(tolerance)).toBe(timed === true);
    expect(factIn(section, 'Time') !== '').toBe(timed === true);
    expect(notVerified.includes('the time of the request')).toBe(!timed);
  });

  test('says whether the event type is signed', () => {
    const isValue = (text: string) => body.includes(`:${JSON.stringify(text)}`);
    const type = eventType ?? '';
    const isSigned = isValue(type) || type.split('.').every(isValue) || eventType === null;
    expect(typeCell.includes('(not signed)')).toBe(!isSigned);
    expect(notVerified.includes('the event type')).toBe(!isSigned);
    expect(typeCell === '–').toBe(eventType === null);
  });

  test('says whether the ID is signed, and how long duplicates are recognized', () => {
    const isUnsigned = id !== undefined && values.includes(id);
    expect(delivery.includes('(not signed)')).toBe(isUnsigned);
    expect(notVerified.includes('the delivery ID')).toBe(isUnsigned);
    expect(delivery === '–').toBe(id === undefined);
    const window = ['github', 'sentry'].includes(key) ? '10 minutes' : 'one day';
    expect(factIn(section, 'Duplicates')).toContain(
      id === undefined || isUnsigned ? `for ${window}, ` : 'for 3 days, ',
    );
  });
});

test.each([
  ['standard_webhooks', 'for 3 days, deliveries with the same `webhook-id`.'],
  [
    'stripe',
    'for 3 days, deliveries with the same `id` in the body. Without it, for one day, deliveries with the same body.',
  ],
  [
    'zendesk',
    'for 3 days, deliveries with the same `id` in the body. Without it, for one day, deliveries with the same signed time and body.',
  ],
  ['ghost', 'for one day, deliveries with the same signed time and body.'],
  ['github', 'for 10 minutes, deliveries with the same body.'],
])('the duplicates of %s are %s', (key, text) => {
  expect(factIn(sectionOf(key), 'Duplicates')).toBe(`- **Duplicates:** ${text}`);
});

test('the alternatives of a header are documented', () => {
  expect(cellsOf('docusign')[1]).toBe('`X-DocuSign-Signature-1` to `X-DocuSign-Signature-100`');
  expect(cellsOf('svix')[1]).toBe('`svix-signature` or `webhook-signature`');
  expect(factIn(sectionOf('svix'), 'Signature')).toContain('The signature may also be in `webhook-signature`.');
  expect(factIn(sectionOf('linear'), 'Time')).toContain('`webhookTimestamp` in the body, in Unix milliseconds');
});

test('every field of a described sender is documented', () => {
  const rows = sectionOf('custom').split('\n');
  for (const { key, label } of customFields) {
    expect(rows.filter((line) => line.startsWith(`| ${label} | \`${key}\` |`))).toHaveLength(1);
  }
});

test('the senders that cannot be supported have a page, and none of them is supported', () => {
  const entries = [...unsupported.matchAll(/^\| \[(.+?)\]\((.+?)\) \| .+ \| (yes|partly|no) \|$/gm)];
  const names = entries.map(([, name = '']) => name);
  const rows = unsupported.split('\n').filter((line) => line.startsWith('| ') && !/^\| (Sender|---)/.test(line));
  expect(entries).toHaveLength(rows.length);
  expect(new Set(names).size).toBe(names.length);
  expect(entries.filter(([, , url = '']) => !url.startsWith('https://'))).toEqual([]);
  expect(names.filter((name) => Object.values<string>(SENDER_LABELS).includes(name))).toEqual([]);
  expect(page.endsWith(unsupported)).toBe(true);
});

test('the README has the number of senders', () => {
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`${SENDERS.length} known senders`);
});
