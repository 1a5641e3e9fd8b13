import { execFile } from 'node:child_process';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isRecord } from '../../../schema/json.ts';
import { UsageError } from '../usage-error.ts';

/** Files to write, by their path in the project. */
export type Files = Readonly<Record<string, string>>;

/** The files that `npm run docs` generates. */
const GENERATED = ['contract/current.json', 'docs/events.md', 'docs/senders.md', 'docs/troubleshooting.md'];

/** Reads a file of the project. */
export const readProjectFile = (root: string, path: string): Promise<string> =>
  readFile(join(root, path), 'utf8').catch(() => {
    throw new UsageError(`${path} does not exist. Run the command in the project’s folder, or choose it with --root.`);
  });

/** Whether the project has a file. */
export const projectFileExists = (root: string, path: string): Promise<boolean> =>
  access(join(root, path)).then(
    () => true,
    () => false,
  );

const run = promisify(execFile);

const outputOf = (error: unknown): string =>
  isRecord(error) || error instanceof Error
    ? [Reflect.get(error, 'stderr'), Reflect.get(error, 'stdout')]
        .filter((text) => typeof text === 'string')
        .join('\n')
        .trim()
    : '';

/** Writes files, formats them and generates the files that depend on them. If that fails, nothing is changed. */
export const writeProjectFiles = async (root: string, files: Files): Promise<void> => {
  const paths = [...Object.keys(files), ...GENERATED];
  const before = await Promise.all(paths.map((path) => readFile(join(root, path), 'utf8').catch(() => undefined)));
  const created: string[] = [];
  try {
    for (const [path, content] of Object.entries(files)) {
      const folder = await mkdir(dirname(join(root, path)), { recursive: true });
      if (folder !== undefined) created.push(folder);
      await writeFile(join(root, path), content);
    }
    const code = Object.keys(files).filter((path) => path.endsWith('.ts'));
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
    await run(process.execPath, [biome, 'check', '--write', ...code], { cwd: root });
    // Another process, because this one has loaded the events as they were.
    await run(process.execPath, ['scripts/docs.ts'], { cwd: root });
  } catch (error) {
    await Promise.all(
      paths.map((path, index) => {
        const content = before[index];
        return content === undefined ? rm(join(root, path), { force: true }) : writeFile(join(root, path), content);
      }),
    );
    await Promise.all(created.map((folder) => rm(folder, { recursive: true, force: true })));
    throw new UsageError(`The files could not be generated, so nothing was changed.\n${outputOf(error)}`, {
      cause: error,
    });
  }
};
