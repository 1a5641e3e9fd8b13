import { MISTAKE_NAMES } from '../../sandbox/cli/explain/diagnose.ts';
import { openssl } from '../helpers/cli.ts';
import { explained, namesIn } from '../helpers/explained.ts';
import {
  BODY,
  basekit,
  basekitWith,
  buildr,
  builtfirstWith,
  SECRET,
  SENT_AT,
  STANDARD_SECRET,
} from '../helpers/requests.ts';

const check = (provider: string, recorded: object, now = SENT_AT) =>
  explained({ provider, secret: provider === 'buildr' ? STANDARD_SECRET : SECRET, recorded, now });

test('every mistake has a unique name', () => {
  expect(new Set(MISTAKE_NAMES).size).toBe(MISTAKE_NAMES.length);
});

test('finds wrong_provider and tells the provider', () => {
  const found = check('basekit', builtfirstWith(openssl(SECRET, BODY).toString('hex')));
  expect(found.reason).toBe('signature_missing');
  expect(namesIn(found)).toEqual(['wrong_provider']);
  expect(found.findings[0]?.message).toBe(
    'The request was signed with the scheme of another provider. It is builtfirst.',
  );
  expect(namesIn(check('firespring', { headers: { 'X-Webhook-Token': SECRET }, body: BODY }))).toEqual([
    'wrong_provider',
  ]);
});

test.each(['sha1', 'sha512'] as const)('finds hash_%s', (hash) => {
  const signature = openssl(SECRET, BODY, hash).toString('base64');
  expect(namesIn(check('basekit', basekitWith(signature)))).toEqual([`hash_${hash}`]);
});

test('finds id_timestamp_swapped', () => {
  const headers = { 'svix-id': String(SENT_AT), 'svix-timestamp': 'msg_1' };
  expect(namesIn(check('buildr', buildr({ headers })))).toEqual(['id_timestamp_swapped']);
});

test.each([
  ['signed_order', `${SENT_AT}.msg_1.${BODY}`],
  ['signed_without_id', `${SENT_AT}.${BODY}`],
  ['signed_body_only', BODY],
])('finds %s', (name, signed) => {
  expect(namesIn(check('buildr', buildr({ signed })))).toEqual([name]);
});

const date = new Date(SENT_AT * 1000).toISOString();

test.each([`${SENT_AT}123`, date])('finds timestamp_unit if the header is %s', (timestamp) => {
  const recorded = buildr({ timestamp, signed: `msg_1.${SENT_AT}.${BODY}` });
  expect(namesIn(check('buildr', recorded))).toEqual(['timestamp_unit']);
  expect(namesIn(check('buildr', recorded, SENT_AT + 301))).toEqual(['timestamp_unit', 'timestamp_stale']);
});

test.each([
  ['timestamp_in_ms', `${SENT_AT}123`, 0, 'timestamp_malformed'],
  ['timestamp_as_date', date, 0, 'timestamp_malformed'],
  ['timestamp_stale', String(SENT_AT), 301, 'timestamp_too_old'],
  ['timestamp_future', String(SENT_AT), -301, 'timestamp_too_new'],
])('finds %s', (name, timestamp, later, reason) => {
  const found = check('buildr', buildr({ timestamp }), SENT_AT + later);
  expect(found.reason).toBe(reason);
  expect(namesIn(found)).toEqual([name]);
});

test.each([-300, 300])('accepts a difference of %i seconds', (later) => {
  expect(namesIn(check('buildr', buildr(), SENT_AT + later))).toEqual(['verified']);
});

test('does not blame the clock if the body was changed too', () => {
  const found = check('buildr', { ...buildr(), content: '{}' }, SENT_AT + 301);
  expect(found.reason).toBe('timestamp_too_old');
  expect(namesIn(found)).toEqual(['unexplained']);
});

test('reports no mistake if the signature matches and the reason says everything', () => {
  const found = check('basekit', { ...basekit(SECRET), method: 'GET' });
  expect(found).toMatchObject({ reason: 'method_not_post', explained: true, findings: [] });
});
