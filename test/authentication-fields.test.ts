import { Hono } from 'hono';
import { listen } from 'zapier-local';
import { openBench } from './helpers/sandbox.ts';

const bench = openBench();
const connect = (changes: Readonly<Record<string, string>>) =>
  bench.sandbox.zapier.connect({ ...bench.connection.authData, ...changes });

describe('BaseKit’s API URL', () => {
  const INCOMPLETE = 'must be a complete address that starts with https://';
  const NOT_BARE = 'must be an address without a user name, question mark or #';

  test.each([
    ['rest.example.com', INCOMPLETE],
    ['//rest.example.com', INCOMPLETE],
    ['ftp://rest.example.com', INCOMPLETE],
    ['javascript:alert(1)', INCOMPLETE],
    ['https://', 'is not an address'],
    ['https://rest example com', 'is not an address'],
    ['http://rest.example.com', 'must start with https://'],
    ['http://127.0.0.1.example.com', 'must start with https://'],
    ['http://localhost.example.com', 'must start with https://'],
    ['http://10.0.0.1', 'must be an address on the public internet'],
    ['https://me@rest.example.com', NOT_BARE],
    ['https://:secret@rest.example.com', NOT_BARE],
    ['https://:@rest.example.com', NOT_BARE],
    ['https://@rest.example.com', NOT_BARE],
    ['https://rest.example.com?', NOT_BARE],
    ['https://rest.example.com?x=1', NOT_BARE],
    ['https://rest.example.com#', NOT_BARE],
    ['https://rest.example.com/#x', NOT_BARE],
    ['https://rest.example.com/?#', NOT_BARE],
  ])('%s is refused before anything is sent', async (address, problem) => {
    await expect(connect({ basekit_api_url: address })).rejects.toThrow(`“BaseKit API URL” ${problem}`);
  });

  test('may be in upper case and end with a slash', async () => {
    const { url } = bench.sandbox.provider('basekit');
    for (const address of [`${url}/`, url.replace('http', 'HTTP')]) {
      await expect(connect({ basekit_api_url: address })).resolves.toBeDefined();
    }
  });

  test('leads to an error if nothing listens there', async () => {
    const closed = await listen(new Hono());
    await closed.close();
    await expect(connect({ basekit_api_url: closed.url })).rejects.toThrow('BaseKit could not be reached.');
  });
});

const SECRETS = [
  ['basekit_hmac_secret', '“BaseKit HMAC Secret”'],
  ['builtfirst_webhook_secret', '“Builtfirst Webhook Secret”'],
] as const;

describe.each(SECRETS)('%s', (field, label) => {
  test.each([
    ['0ldS3cretOfTheProvider and n3wS3cretOfTheProvider', 'contains a word that is too short to be a secret'],
    ['0ldS3cretOfTheProvider k7q n3wS3cretOfTheProvider', 'contains a word that is too short to be a secret'],
    ['Secret: n3wS3cretOfTheProvider', 'is a placeholder or a name'],
    ['0ldS3cretOfTheProvider n3wS3cret', 'contains several words'],
    ['short', 'contains a word that is too short to be a secret'],
    ['  k7Jq2mX\n', 'contains a word that is too short to be a secret'],
  ])('%j is refused, because each word is a secret', async (value, problem) => {
    await expect(connect({ [field]: value })).rejects.toThrow(`${label} ${problem}`);
  });

  test.each(['k7Jq2mXz', ' 0ldS3cretOfTheProvider\n n3wS3cretOfTheProvider '])('%j is accepted', async (value) => {
    await expect(connect({ [field]: value })).resolves.toBeDefined();
  });
});

test.each([
  ['buildr_webhook_secret', 'secret', '“Buildr Webhook Signing Secret” is not a signing secret for Buildr'],
  ['freshpaint_webhook_token', 'short', '“Freshpaint Webhook Token” is too easy to guess'],
  ['firespring_url_token', 'has&sign-in-a-token', '“Firespring URL Token” may contain only letters'],
  ['freshpaint_environment_id', 'two words', '“Freshpaint Environment ID” may contain only letters'],
])('%s cannot be %j', async (field, value, problem) => {
  await expect(connect({ [field]: value })).rejects.toThrow(problem);
});
