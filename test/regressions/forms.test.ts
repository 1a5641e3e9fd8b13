import { openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const connect = (changes: Readonly<Record<string, string>>) =>
  bench.sandbox.zapier.connect({ ...bench.connection.authData, ...changes });

describe('R28: BaseKit’s address holds nothing but the address', () => {
  test.each([
    'https://:secret@rest.example.com',
    'https://:@rest.example.com',
    'https://@rest.example.com',
    'https://rest.example.com?',
    'https://rest.example.com#',
    'https://rest.example.com/?#',
  ])('%s is refused', async (address) => {
    await expect(connect({ basekit_api_url: address })).rejects.toThrow(
      '“BaseKit API URL” must be the bare address, without user name, question mark or #',
    );
  });
});

const FIELDS = [
  ['basekit_hmac_secret', '“BaseKit HMAC Secret”'],
  ['builtfirst_webhook_secret', '“Builtfirst Webhook Secret”'],
] as const;

describe.each(FIELDS)('R29: words around a secret are no secrets: %s', (field, label) => {
  test.each([
    '0ldS3cretOfTheProvider and n3wS3cretOfTheProvider',
    'Secret: n3wS3cretOfTheProvider',
    'short',
    '  1234567\n',
  ])('%j is refused', async (value) => {
    await expect(connect({ [field]: value })).rejects.toThrow(
      `${label} holds a word that is too short to be a secret: paste only the secret, or several with spaces between them.`,
    );
  });

  test.each(['12345678', ' 0ldS3cretOfTheProvider\n n3wS3cretOfTheProvider '])('%j is taken', async (value) => {
    await expect(connect({ [field]: value })).resolves.toBeDefined();
  });
});
