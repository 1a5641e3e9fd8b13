import { openSigned, outcomeOf } from './bench.ts';
import { senderOf } from './senders.ts';
import { mac, OTHER_SECRET, type Request, SECRET, signed } from './signing.ts';

const bench = openSigned();
const BODY = '{"action":"opened"}';
const signedWith = (secret: string, body = BODY): Request => ({
  body,
  headers: { 'X-Hub-Signature-256': `sha256=${mac(body, 'sha256', 'hex', secret)}` },
});

/** What becomes of requests that are signed with each of these secrets. */
const outcomesWith = async (authData: Readonly<Record<string, string>>, secrets: readonly string[]) => {
  const zap = await bench.zapOf('github', await bench.connect(authData));
  const outcomes: string[] = [];
  for (const [at, secret] of secrets.entries()) {
    outcomes.push(outcomeOf(await bench.deliver(zap, signedWith(secret, `{"at":${at}}`))));
  }
  return outcomes;
};

const REFUSED = 'HaltedError signature_mismatch';

test('The current and the previous secret are accepted, and no other', async () => {
  const authData = { signed_webhook_secret: 'the new secret', signed_webhook_previous_secret: 'the old secret' };
  const secrets = ['the new secret', 'the old secret', 'the older secret', 'the new secret the old secret', ''];
  expect(await outcomesWith(authData, secrets)).toEqual(['delivered', 'delivered', REFUSED, REFUSED, REFUSED]);
});

test('Without a previous secret only the current one is accepted', async () => {
  for (const previous of [{}, { signed_webhook_previous_secret: '' }]) {
    const authData = { signed_webhook_secret: SECRET, ...previous };
    expect(await outcomesWith(authData, [SECRET, OTHER_SECRET, ''])).toEqual(['delivered', REFUSED, REFUSED]);
  }
});

test('A previous secret is also accepted for keys in base64', async () => {
  const connection = await bench.connect({
    signed_webhook_secret: OTHER_SECRET,
    signed_webhook_previous_secret: SECRET,
  });
  const run = await bench.deliver(
    await bench.zapOf('standard_webhooks', connection),
    signed(senderOf('standard_webhooks')),
  );
  expect(outcomeOf(run)).toBe('delivered');
});

describe('A secret with spaces', () => {
  const secret = 'correct horse battery staple';

  test('Is one whole value: none of its words is a secret', async () => {
    const words = secret.split(' ');
    const outcomes = await outcomesWith({ signed_webhook_secret: secret }, [secret, ...words, words.join('')]);
    expect(outcomes).toEqual(['delivered', REFUSED, REFUSED, REFUSED, REFUSED, REFUSED]);
  });

  test('May have white space around it that was pasted with it, or that belongs to it', async () => {
    const padded = ` ${secret}\n`;
    expect(await outcomesWith({ signed_webhook_secret: padded }, [secret, padded])).toEqual(['delivered', 'delivered']);
  });

  test('May contain letters outside ASCII', async () => {
    const other = 'ein süßes Geheimnis 😀';
    expect(await outcomesWith({ signed_webhook_secret: other }, [other])).toEqual(['delivered']);
  });
});

describe.each(['signed_webhook_secret', 'signed_webhook_previous_secret'])('%s', (field) => {
  const label = field.includes('previous') ? 'Previous Signing Secret' : 'Signing Secret';

  test.each([
    ['k7Jq2mX', 'is too short to be safe. Use a secret of at least 8 characters'],
    ['••••••••••••', 'is a masked copy'],
    ['whsec_MfKQ…', 'is a masked copy'],
    ['your-secret-here', 'is a placeholder or a name'],
    ['GitHub Webhook Secret', 'is a placeholder or a name'],
    ['stripe-secret', 'is a placeholder or a name'],
    ['Signing Secret', 'is a placeholder or a name'],
    ['Signed Webhooks', 'is a placeholder or a name'],
    ['xxxxxxxxxxxx', 'is a placeholder or a name'],
    ['abc\u200bdefghijkl', 'contains an invisible character'],
  ])('Cannot be %j', async (value, problem) => {
    const authData = { signed_webhook_secret: SECRET, [field]: value };
    await expect(bench.connect(authData)).rejects.toThrow(`“${label}” ${problem}`);
  });

  test('Is never used as a key if it could not be entered today', async () => {
    const { authData: _, ...connection } = await bench.connect();
    const zap = await bench.zapOf('github', { ...connection, authData: { [field]: 'short' } });
    const run = await bench.deliver(zap, signedWith('short'));
    expect(outcomeOf(run)).toBe('AppError secret_unusable');
    expect(run.error?.message).toContain(
      `Edit the connection and check “Signing Secret” and “Previous Signing Secret”.`,
    );
    expect(run.error?.message).not.toContain('short');
  });
});

test.each([{}, { signed_webhook_secret: '' }, { signed_webhook_secret: ' \n', signed_webhook_previous_secret: '' }])(
  'Without a secret nothing is verified with an empty one: %j',
  async (authData: Readonly<Record<string, string>>) => {
    const connection = { ...(await bench.connect()), authData };
    const zap = await bench.zapOf('github', connection);
    for (const secret of ['', ' ', ' \n', 'undefined', 'null']) {
      expect(outcomeOf(await bench.deliver(zap, signedWith(secret)))).toBe('AppError secret_missing');
    }
  },
);

test('A secret that is no base64 is unusable for Standard Webhooks, and the error names the sender', async () => {
  const connection = await bench.connect({ signed_webhook_secret: 'correct horse battery staple' });
  const request = signed(senderOf('standard_webhooks'));
  const run = await bench.deliver(await bench.zapOf('standard_webhooks', connection), request);
  expect(outcomeOf(run)).toBe('AppError secret_unusable');
  expect(run.error?.message).toContain('Standard Webhooks: The signing secret does not have the sender’s format.');
});

test('The label of the connection contains no secret', async () => {
  expect((await bench.connect()).label).toBe('Signed Webhooks');
});
