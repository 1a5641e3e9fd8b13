import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hook } from '../helpers/cli.ts';
import { explained, namesIn } from '../helpers/explained.ts';
import { SECRET } from '../helpers/requests.ts';

const BODY = '{"site":"Bücher für Äcker"}';
const BYTES = Buffer.from(BODY, 'latin1');
const signature = createHmac('sha256', SECRET).update(BYTES).digest('base64');
const headers = { 'X-Delivery-Hmac-SHA256': signature };
const NOTE = 'The body contains replacement characters (�). They usually replace bytes that are not UTF-8.';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latin1-'));
});
afterAll(() => rm(folder, { recursive: true }));

const explainRecorded = (recorded: object) => explained({ provider: 'basekit', secret: SECRET, recorded });

test('tells that the sender signed a body in Latin-1 that was decoded', () => {
  const found = explainRecorded({ headers, body: BODY });
  expect(found.reason).toBe('signature_mismatch');
  expect(namesIn(found)).toEqual(['body_latin1']);
});

test('tells that the bytes of a body in base64 are Latin-1', () => {
  const found = explainRecorded({ headers, body: BYTES.toString('base64'), isBase64Encoded: true });
  expect(namesIn(found)).toEqual(['body_latin1']);
  expect(found.notes).toEqual([NOTE]);
});

test('tells that the body of a recorded HTTP message is Latin-1', async () => {
  const file = join(folder, 'request.txt');
  await writeFile(file, Buffer.concat([Buffer.from(`POST /\r\nX-Delivery-Hmac-SHA256: ${signature}\r\n\r\n`), BYTES]));
  const env = { HOOK_SECRET: SECRET };
  const [verified, found] = await Promise.all([hook(['verify', file], env), hook(['explain', file], env)]);
  expect(verified).toMatchObject({ code: 1, stderr: '' });
  expect(verified.stdout).toContain('(body_not_utf8)');
  expect(found).toMatchObject({ code: 1, stderr: '' });
  expect(found.stdout).toContain('(body_latin1)');
});

test('refuses recorded JSON that is not UTF-8', async () => {
  const file = join(folder, 'request.json');
  await writeFile(file, Buffer.from(JSON.stringify({ headers, body: BODY }), 'latin1'));
  const ran = await hook(['verify', file], { HOOK_SECRET: SECRET });
  expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('is not UTF-8 text.') });
});

test('notes replacement characters in a recorded body', () => {
  const found = explainRecorded({ headers, body: BYTES.toString('utf8') });
  expect(namesIn(found)).toEqual(['unexplained']);
  expect(found.notes).toEqual([NOTE]);
});

test('does not blame Latin-1 if the body was changed', () => {
  expect(namesIn(explainRecorded({ headers, body: BODY.replace('site', 'page') }))).toEqual(['unexplained']);
});
