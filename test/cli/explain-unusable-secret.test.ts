import { rejectSecretArguments } from '../../sandbox/cli/secret.ts';
import { explained, namesIn } from '../helpers/explained.ts';
import { basekit, buildr, SECRET, SENT_AT, STANDARD_KEY, STANDARD_SECRET } from '../helpers/requests.ts';

const explainBuildr = (secret: string, key: string | Buffer) =>
  explained({ provider: 'buildr', secret, recorded: buildr({ key }), now: SENT_AT });
const explainBasekit = (secret: string, key: string) =>
  explained({ provider: 'basekit', secret, recorded: basekit(key) });

const KEY = Buffer.from('a key of 32 bytes, with padding!');
// Its base64 contains + and /.
const URL_KEY = Buffer.from('fbe0bef1be02fbe3bef4be05ff06bff7bff801020304', 'hex');

test.each([
  ['secret_padding_missing', `whsec_${KEY.toString('base64').replace(/=+$/, '')}`, KEY],
  ['secret_padding_missing', KEY.toString('base64').replace(/=+$/, ''), KEY],
  ['secret_base64url', `whsec_${URL_KEY.toString('base64').replaceAll('+', '-').replaceAll('/', '_')}`, URL_KEY],
  ['secret_version_added', `v1,${STANDARD_SECRET}`, STANDARD_KEY],
])('finds %s in %s', (name, secret, key) => {
  const found = explainBuildr(secret, key);
  expect(found.reason).toBe('secret_unusable');
  expect(namesIn(found)).toEqual([name]);
  expect(namesIn(explainBuildr(secret, 'another key of the sender'))).toEqual(['unexplained']);
});

test('the fixture of base64url has other characters than base64', () => {
  expect(URL_KEY.toString('base64')).toMatch(/\+.*\//);
  expect(KEY.toString('base64')).toMatch(/=$/);
});

test('finds secret_version_added in a secret that is used as text', () => {
  expect(namesIn(explainBasekit(`v1,${SECRET}`, SECRET))).toEqual(['secret_version_added']);
});

test('a secret that starts with v1,whsec_ is rejected as an argument', () => {
  expect(() => rejectSecretArguments(['verify', `v1,${STANDARD_SECRET}`])).toThrow('Do not pass a secret');
});

test('tells that a secret whose signature matches is too short', () => {
  const found = explainBasekit('sesame7', 'sesame7');
  expect(found.reason).toBe('secret_unusable');
  expect(namesIn(found)).toEqual(['secret_too_short']);
  expect(namesIn(explainBasekit('sesame78', 'sesame78'))).toEqual(['verified']);
});

test('tells that a secret of Standard Webhooks has less than 16 bytes', () => {
  const short = Buffer.from('fifteen bytes !');
  expect(namesIn(explainBuildr(`whsec_${short.toString('base64')}`, short))).toEqual(['secret_too_short']);
});

test('tells that one of several secrets is too short', () => {
  const short = 'sesame-sesame15';
  for (const field of [`${short} another-sesame`, `${short} another-sesame-of-24-chars`]) {
    expect(namesIn(explainBasekit(field, short))).toEqual(['secret_too_short_of_several']);
  }
  expect(namesIn(explainBasekit(`${short}6 another-sesame-of-24-chars`, `${short}6`))).toEqual(['verified']);
});

test('tells that a secret is a masked copy', () => {
  for (const masked of ['whsec_••••••••••••aSw', 'sesame****', 'whsec_MfKQ9r8…', 'test-...']) {
    expect(namesIn(explainBasekit(masked, SECRET))).toEqual(['secret_masked']);
  }
  expect(namesIn(explainBuildr('whsec_••••••••••••aSw', STANDARD_KEY))).toEqual(['secret_masked']);
});

test('tells that a secret is a placeholder or a name', () => {
  for (const placeholder of ['your-secret-here', 'xxxxxxxxxxxx', 'BaseKit HMAC Secret', 'basekit_hmac_secret']) {
    const found = explainBasekit(placeholder, SECRET);
    expect(found.reason).toBe('secret_unusable');
    expect(namesIn(found)).toEqual(['secret_placeholder']);
  }
  // The sender uses it, too.
  expect(namesIn(explainBasekit('your-secret-here', 'your-secret-here'))).toEqual(['secret_placeholder']);
});

test('does not repeat a masked secret or a placeholder', () => {
  for (const text of ['sesame****', 'sesame7']) {
    expect(JSON.stringify(explainBasekit(text, SECRET))).not.toContain('sesame');
  }
});

test('reports a usable secret of another length as unexplained', () => {
  expect(namesIn(explainBasekit('sesame-sesame', SECRET))).toEqual(['unexplained']);
});
