import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { countLogs } from '../../sandbox/cli/logs/count-logs.ts';
import { readLogLines } from '../../sandbox/cli/logs/log-lines.ts';
import { UsageError } from '../../sandbox/cli/usage-error.ts';
import { hook } from '../helpers/cli.ts';

const SITE = 'basekit_site_publish';
const MESSAGES = [
  `${SITE}: refused (signature_mismatch)`,
  'buildr_contact_create: refused (timestamp_too_old)',
  `${SITE}: refused (signature_mismatch)`,
  `${SITE}: undocumented event type site.unpublish`,
  `${SITE}: the payload differs from its schema at site.ref, site.urls.0.url`,
  `${SITE}: unknown fields site.theme, items[], (unusual name)`,
  'BaseKit did not delete subscription 17. Its deliveries will get a 410.',
];
const COUNTS = [
  { kind: 'refused', trigger: SITE, name: 'signature_mismatch', count: 2 },
  { kind: 'refused', trigger: 'buildr_contact_create', name: 'timestamp_too_old', count: 1 },
  { kind: 'undocumented_type', trigger: SITE, name: 'site.unpublish', count: 1 },
  { kind: 'differing_path', trigger: SITE, name: 'site.ref', count: 1 },
  { kind: 'differing_path', trigger: SITE, name: 'site.urls.0.url', count: 1 },
  { kind: 'unknown_field', trigger: SITE, name: 'site.theme', count: 1 },
  { kind: 'unknown_field', trigger: SITE, name: 'items[]', count: 1 },
  { kind: 'unknown_field', trigger: SITE, name: '(unusual name)', count: 1 },
];

/** Logs as Zapier's developer API returns them, the newest first. */
const logs = MESSAGES.map((message, index) => ({
  id: `log-${index}`,
  full_message: message,
  app_cli_version: '1.0.0',
  step: '1',
  timestamp: `2026-11-2${index}T09:00:00+01:00`,
})).toReversed();

/** What Zapier's own command line prints for these logs. */
const zapierLogs = async (format: string): Promise<string> => {
  const server = createServer(({ url = '' }, response) =>
    response.end(JSON.stringify(url.includes('/logs') ? { objects: logs } : { id: 1, title: 'Test' })),
  );
  const folder = await mkdtemp(join(tmpdir(), 'logs-'));
  try {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    await writeFile(join(folder, '.zapierapprc'), '{"id":1}');
    // The port of a server on TCP.
    const { port } = server.address() as AddressInfo;
    const cli = createRequire(import.meta.filename).resolve('zapier-platform-cli/src/bin/run');
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'logs', '--format', format], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        ZAPIER_BASE_ENDPOINT: `http://127.0.0.1:${port}`,
        ZAPIER_DEPLOY_KEY: 'key',
        DISABLE_ZAPIER_ANALYTICS: '1',
        NO_UPDATE_NOTIFIER: '1',
      },
    });
    return stdout;
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
};

test('counts what Zapier’s command line prints', async () => {
  const { code, stdout } = await hook(['logs', '--json'], {}, await zapierLogs('json'));
  expect({ code, ...JSON.parse(stdout) }).toEqual({
    code: 0,
    lines: 7,
    from: '2026-11-20T08:00:00.000Z',
    to: '2026-11-26T08:00:00.000Z',
    counts: COUNTS,
    other: 1,
  });
});

test.each([
  ['rows of --format raw', JSON.stringify(logs.toReversed())],
  ['the response of the API', JSON.stringify({ meta: { total: 7 }, logs: logs.toReversed() })],
  [
    'JSON Lines',
    logs
      .toReversed()
      .map((log) => JSON.stringify(log))
      .join('\n'),
  ],
  ['a list of messages', JSON.stringify(MESSAGES)],
])('accepts %s', (_, input) => {
  expect(countLogs(readLogLines(input))).toMatchObject({ lines: 7, counts: COUNTS, other: 1 });
});

test('counts records without a message and lines that are not JSON as other', () => {
  const input = ['{"Status":"200","URL":"https://api.example"}', 'npm notice', JSON.stringify({ Log: MESSAGES[0] })];
  expect(countLogs(readLogLines(input.join('\n')))).toMatchObject({ lines: 3, other: 2, from: null, to: null });
});

test('an empty log has no lines', async () => {
  expect(await hook(['logs'], {}, '[]')).toMatchObject({ code: 0, stdout: '0 log lines, 0 of another kind\n' });
});

test('prints no text of a log except keys, reasons, types and paths', async () => {
  const sesame = 'sesame sesame@example.com';
  const messages = [
    sesame,
    `${SITE}: ${sesame}`,
    `${SITE}: refused (${sesame})`,
    `${SITE}: undocumented event type ${sesame}`,
    `${SITE}: unknown fields ${sesame}, name`,
    // Lines of another kind that look like the app's.
    'Sesame: unknown fields sesame',
    'the customer sesame: refused (sesame_secret)',
    `${SITE}: refused (sesame_secret)`,
    `password sesame: undocumented event type sesame.secret`,
    `sesame ${SITE}: unknown fields sesame`,
  ];
  const input = JSON.stringify(messages.map((Log) => ({ Log, Input: sesame, Output: { body: sesame } })));
  const [text, json] = await Promise.all([hook(['logs'], {}, input), hook(['logs', '--json'], {}, input)]);
  expect(text.stdout + text.stderr + json.stdout + json.stderr).not.toContain('sesame');
  expect(JSON.parse(json.stdout)).toMatchObject({
    counts: [{ kind: 'unknown_field', trigger: SITE, name: 'name', count: 1 }],
    other: 9,
  });
});

test.each(['', '┌──────┐\n│ Log  │\n'])('refuses input that is not JSON: “%s”', (input) => {
  expect(() => readLogLines(input)).toThrow(UsageError);
});
