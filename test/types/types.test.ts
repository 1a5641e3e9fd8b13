import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const compiler = resolve('node_modules/typescript/bin/tsc');

// The compiler also reports a `@ts-expect-error` without an error.
test('Misuse of the types does not compile', () => {
  const args = [compiler, '--noEmit', '--project', resolve('test/types')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});
