import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { realClock } from 'zapier-local';
import { type Receiver, startReceiver } from '../helpers/receiver.ts';
import { problemWith } from './command-handlers.ts';
import { isLong, mistakesIn } from './outputs.ts';
import { type Ran, runCommands, type Setting } from './page-runner.ts';
import { blockCommandsOf, inlineCommands, PAGES } from './pages.ts';
import { buildTools, bundleOf, ROOT, removeTools } from './tools.ts';

/** It changes a copy of the project: see scaffold-commands.slow.ts. */
const SCAFFOLDS = 'docs/adding-a-provider.md';
/** The URL in the guide that a reader replaces. */
const HOOK_URL = 'http://127.0.0.1:4399/hooks/…';

const LOGS = [
  'basekit_site_publish: refused (signature_mismatch)',
  'buildr_contact_create: refused (timestamp_too_old)',
  'basekit_site_publish: refused (signature_mismatch)',
  'basekit_site_publish: undocumented event type site.unpublish',
  'basekit_site_publish: the payload differs from its schema at site.ref',
  'basekit_site_publish: unknown fields site.theme',
  'BaseKit did not delete subscription 17. Its deliveries will get a 410.',
].map((Log, index) => ({ Log, Timestamp: `2026-11-2${index}T09:00:00+01:00` }));

let receiver: Receiver;
let ran: readonly Ran[] = [];

/** Runs the commands of all pages, and notes those within the text. */
beforeAll(async () => {
  [receiver] = await Promise.all([startReceiver(realClock()), buildTools()]);
  const setting: Setting = {
    hook: bundleOf('hook'),
    logs: JSON.stringify(LOGS),
    input: '3f9a1c7e5b2d4806f1e3a5c79b0d2e4f6a8c1b3d\n',
    replace: { [HOOK_URL]: `${receiver.url}/hooks/1` },
  };
  const lists = [...PAGES.filter((page) => page !== SCAFFOLDS).map(blockCommandsOf), inlineCommands()];
  const noted = blockCommandsOf(SCAFFOLDS).map((command) => ({ ...command, output: '', isExample: false }));
  ran = (await Promise.all([...lists, noted].map((commands) => runCommands(commands, setting)))).flat();
});

afterAll(() => Promise.all([receiver.close(), removeTools()]));

test('every documented command can be run, and prints what is documented', () => {
  expect(ran.flatMap(mistakesIn)).toEqual([]);
});

test('every script, option and name in a documented command exists', async () => {
  const calls = ran.flatMap((one) => one.calls);
  const problems = await Promise.all(
    calls.map(async (call) => {
      const problem = await problemWith(call);
      return problem ? [`${call.command.page}:${call.command.line} ${call.command.text}: ${problem}`] : [];
    }),
  );
  expect(problems.flat()).toEqual([]);
});

test('commands were found in code blocks and in the text', () => {
  expect(ran.filter(({ command }) => command.output !== '').length).toBeGreaterThan(8);
  expect(ran.flatMap(({ calls }) => calls).length).toBeGreaterThan(100);
});

test('the delivery that the guide sends arrives', () => {
  expect(receiver.arrivals).toHaveLength(1);
});

test('.ci/run compares the output of each long command', () => {
  const steps = readFileSync(join(ROOT, '.ci/run'), 'utf8').split('\n');
  const long = ran.filter((one) => one.command.output !== '' && isLong(one));
  const expected = long.map(({ command }) => `step npm run documented -- ${command.text.split(' && ').at(-1)}`);
  expect(expected.length).toBeGreaterThan(0);
  expect(steps).toEqual(expect.arrayContaining(expected));
});

test.each([
  ['npm', ['run', 'sing']],
  ['npm', ['run', 'hook', '--', 'sign', '--providers', 'github']],
  ['npm', ['run', 'hook', '--', 'sing', '--provider', 'github']],
  ['npm', ['run', 'hook', '--', 'sign', '--provider', 'gitlub']],
  ['npm', ['run', 'attack', '--', '--trigger', 'basekit_site_publsh']],
  ['npm', ['run', 'attack', '--trigger', 'basekit_site_publish']],
  ['npm', ['run', 'hook', '--', 'deliver', 'http://localhost', '--tamper', 'An attack that does not exist']],
  ['npm', ['run', 'conform', '--', 'basket']],
  ['npm', ['run', 'check', '--', '--fast']],
  ['npx', ['jest', 'test/missing.test.ts']],
  ['npx', ['zapier-platform', 'migrate', '1.0.0', '1.1.0', '--percent', '10']],
  ['npx', ['zapier-platform', 'users:invite']],
  ['node', ['scripts/missing.ts']],
  ['git', ['stash']],
  ['curl', []],
])('a mistake is found: %s %j', async (program, args) => {
  const command = { page: 'a page', line: 1, text: '', output: '', isExample: false };
  expect(await problemWith({ command, program, args, providers: '' })).toEqual(expect.any(String));
});

test('unknown providers, programs, exit codes and outputs are found', async () => {
  const command = { page: 'a page', line: 1, text: 'unknown-program', output: '', isExample: false };
  expect(await problemWith({ command, program: '.ci/run', args: [], providers: 'basekit,basket' })).toContain('basket');
  const commands = [
    command,
    { ...command, text: 'printf 5', output: '6' },
    { ...command, text: "printf 'took 7 s'", output: 'took 8.5 s' },
  ];
  const results = await runCommands(commands, { hook: '' });
  expect(results.map((one) => mistakesIn(one).length)).toEqual([1, 1, 0]);
});
