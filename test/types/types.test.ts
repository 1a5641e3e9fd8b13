import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const compiler = resolve('node_modules/typescript/bin/tsc');

// The compiler fails on code that must compile and does not, and on a `@ts-expect-error` under which nothing is wrong.
test('what must not compile does not', () => {
  const args = [compiler, '--noEmit', '--project', resolve('test/types')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
}, 30_000);
