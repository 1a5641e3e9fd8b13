import { mkdir, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppEvent } from '../../src/index.ts';

/** The folder of a fixture. */
export const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

/** The folder of the core that the repository has installed. */
export const CORE = dirname(createRequire(import.meta.url).resolve('zapier-platform-core'));

/** The files of an app: text, or an object that is written as JSON. */
export type Files = Readonly<Record<string, string | Uint8Array | object>>;

/** Writes an app into a temporary folder. */
export const writeApp = async (files: Files, { hasCore = true } = {}): Promise<string> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'zapier-local-test-')));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    const isText = typeof content === 'string' || content instanceof Uint8Array;
    await writeFile(join(folder, path), isText ? content : JSON.stringify(content));
  }
  if (hasCore) {
    await mkdir(join(folder, 'node_modules'), { recursive: true });
    await symlink(CORE, join(folder, 'node_modules/zapier-platform-core'));
  }
  return folder;
};

/** The event of a delivery to the trigger of the fixtures. */
export const orderEvent = (id: number): AppEvent => ({
  command: 'execute',
  method: 'triggers.new_order.operation.perform',
  bundle: { cleanedRequest: { id } },
});

/** The event of an action. */
export const createEvent = (key: string, inputData: object = {}): AppEvent => ({
  command: 'execute',
  method: `creates.${key}.operation.perform`,
  bundle: { inputData },
});
