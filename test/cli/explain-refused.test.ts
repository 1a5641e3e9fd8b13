import { generateKeyPairSync, sign } from 'node:crypto';
import { hook, openssl, type Recorded } from '../helpers/cli.ts';
import { explained, namesIn } from '../helpers/explained.ts';
import {
  BODY,
  basekit,
  basekitWith,
  buildr,
  SECRET,
  SENT_AT,
  STANDARD_KEY,
  STANDARD_SECRET,
} from '../helpers/requests.ts';

const explainBuildr = (recorded: Recorded, now = SENT_AT) =>
  explained({ provider: 'buildr', secret: STANDARD_SECRET, recorded, now });
const explainBasekit = (recorded: Recorded) => explained({ provider: 'basekit', secret: SECRET, recorded });

test('tells that a signed body starts with a byte order mark', () => {
  const found = explainBasekit(basekit(SECRET, `\uFEFF${BODY}`));
  expect(found.reason).toBe('body_not_json');
  expect(namesIn(found)).toEqual(['body_bom_sent']);
  expect(namesIn(explainBasekit(basekit(SECRET, '\uFEFFno JSON')))).toEqual([]);
});

test('tells that a signed body is form-encoded', () => {
  for (const form of ['payload=%7B%22a%22%3A1%7D', 'name=A+B&name=C', 'a=&b']) {
    const found = explainBasekit(basekit(SECRET, form));
    expect(found.reason).toBe('body_not_json');
    expect(namesIn(found)).toEqual(['body_form_encoded']);
  }
  expect(namesIn(explainBasekit(basekit(SECRET, 'plain text')))).toEqual([]);
});

test.each([
  ['[]', 'body_not_object'],
  ['', 'body_not_json'],
  [`{"a":${'['.repeat(1100)}${']'.repeat(1100)}}`, 'body_too_deep'],
])('has no other cause than the reason if the signed body is %.10s', (body, reason) => {
  expect(explainBasekit(basekit(SECRET, body))).toMatchObject({ reason, explained: true, findings: [] });
});

test.each(['msg.1', 'evt:2f1c', 'msg 1'])('tells that the signed delivery ID “%s” has other characters', (id) => {
  const found = explainBuildr(buildr({ id }));
  expect(found.reason).toBe('id_malformed');
  expect(namesIn(found)).toEqual(['id_characters']);
  expect(namesIn(explainBuildr({ ...buildr({ id }), content: '{}' }))).toEqual(['unexplained']);
});

test('tells that the sender writes the timestamp with a fraction', () => {
  const found = explainBuildr(buildr({ timestamp: `${SENT_AT}.25` }));
  expect(found.reason).toBe('timestamp_malformed');
  expect(namesIn(found)).toEqual(['timestamp_fractional']);
});

test('tells that a fraction was added to a timestamp that was signed in seconds', () => {
  const recorded = buildr({ timestamp: `${SENT_AT}.0`, signed: `msg_1.${SENT_AT}.${BODY}` });
  expect(namesIn(explainBuildr(recorded))).toEqual(['timestamp_unit']);
});

describe('v1a', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const asymmetric = `v1a,${sign(null, Buffer.from(`msg_1.${SENT_AT}.${BODY}`), privateKey).toString('base64')}`;
  const withSignatures = (signatures: string) => explainBuildr(buildr({ headers: { 'svix-signature': signatures } }));

  test('tells that a request has only v1a signatures', () => {
    const found = withSignatures(asymmetric);
    expect(found.reason).toBe('signature_malformed');
    expect(namesIn(found)).toEqual(['signature_v1a_only']);
    expect(namesIn(withSignatures(`${asymmetric} ${asymmetric}`))).toEqual(['signature_v1a_only']);
  });

  test('does not blame v1a if there is a v1 signature, or if v1a has no signature', () => {
    const digest = openssl('another key', BODY).toString('base64');
    expect(namesIn(withSignatures(`v1,${digest} ${asymmetric}`))).toEqual(['unexplained']);
    expect(namesIn(withSignatures(`v1a,${digest}`))).toEqual(['unexplained']);
    expect(namesIn(withSignatures('v1a,'))).toEqual(['unexplained']);
  });

  test('verifies a v1 signature next to a v1a signature', () => {
    const digest = openssl(STANDARD_KEY, `msg_1.${SENT_AT}.${BODY}`).toString('base64');
    expect(namesIn(withSignatures(`${asymmetric} v1,${digest}`))).toEqual(['verified']);
  });
});

describe('a header that was sent twice', () => {
  const base64 = openssl(SECRET, BODY).toString('base64');
  const other = openssl('another key', BODY).toString('base64');

  test.each([`${base64}, ${base64}`, `${base64},${base64}`, `${other}, ${base64}`])('is found in “%s”', (value) => {
    expect(namesIn(explainBasekit(basekitWith(value)))).toEqual(['header_sent_twice']);
  });

  test('is found if all three headers of Standard Webhooks were sent twice', () => {
    const { headers, content } = buildr();
    const twice = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `${value}, ${value}`]));
    const found = explainBuildr({ headers: twice, content });
    expect(found.reason).toBe('id_malformed');
    expect(namesIn(found)).toEqual(['header_sent_twice']);
  });

  test('is found if two signatures of Standard Webhooks are joined', () => {
    const { headers, content } = buildr();
    const joined = { ...headers, 'svix-signature': `v1,${other},${headers['svix-signature']}` };
    expect(namesIn(explainBuildr({ headers: joined, content }))).toEqual(['header_sent_twice']);
  });

  test('is found for a token', () => {
    const headers = { 'X-Webhook-Token': `${SECRET}, ${SECRET}` };
    const recorded = { headers, content: BODY };
    expect(namesIn(explained({ provider: 'freshpaint', secret: SECRET, recorded }))).toEqual(['header_sent_twice']);
  });

  test('is not found if no part matches', () => {
    expect(namesIn(explainBasekit(basekitWith(`${other}, ${other}`)))).toEqual(['unexplained']);
  });
});

describe('a request without a signature', () => {
  const headers = { 'Content-Type': 'application/json', Host: 'hooks.zapier.com', 'X-Number\u001b[31m': 'sesame' };

  test('is reported with the names of its headers, without their values', () => {
    const found = explainBasekit({ headers, content: BODY });
    expect(found.reason).toBe('signature_missing');
    expect(namesIn(found)).toEqual(['signature_not_sent']);
    expect(found.findings[0]?.message).toBe(
      'The request has no signature or token. It has these headers: content-type, host, (unusual name).',
    );
    expect(JSON.stringify(found)).not.toMatch(/application.json|hooks\.zapier|sesame/);
  });

  test('is reported if it has no headers', () => {
    expect(explainBasekit({ headers: {}, content: BODY }).findings[0]?.message).toBe(
      'The request has no signature or token. It has no headers.',
    );
  });

  test('is reported without a token, too', () => {
    const recorded = { headers, content: BODY };
    expect(namesIn(explained({ provider: 'freshpaint', secret: SECRET, recorded }))).toEqual(['signature_not_sent']);
  });

  test('does not hide a signature that is in another header', () => {
    const signature = openssl(SECRET, BODY).toString('base64');
    const recorded = { headers: { ...headers, 'X-Signature': signature }, content: BODY };
    expect(namesIn(explainBasekit(recorded))).toEqual(['header_name']);
  });

  test('needs --provider, and the message lists its headers', async () => {
    const ran = await hook(['explain'], { HOOK_SECRET: SECRET }, JSON.stringify({ headers, content: BODY }));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(
      'The request has no signature or token of a provider. It has these headers: content-type, host, (unusual name).',
    );
    expect(ran.stderr).not.toContain('sesame');
  });
});
