import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProject } from '../helpers/project-copy.ts';
import { mistakesIn } from './outputs.ts';
import { runCommands } from './page-runner.ts';
import { blockCommandsOf } from './pages.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guide-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the guide for a new event and a new provider prints what is documented', async () => {
  const root = await copyProject(folder, ['sandbox']);
  const commands = blockCommandsOf('docs/adding-a-provider.md');
  const ran = await runCommands(commands, { folder: root, hook: join(root, 'sandbox/cli/main.ts') });
  expect(ran.flatMap(mistakesIn)).toEqual([]);
  expect(ran.filter(({ command }) => command.output !== '')).toHaveLength(3);
});
