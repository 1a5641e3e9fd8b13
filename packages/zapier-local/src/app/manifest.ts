import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppLoadError } from './app-load-error.ts';

/** The parts of an app's `package.json` that decide how it is loaded. */
export interface Manifest {
  readonly name: string | undefined;
  readonly version: string;
  readonly isModule: boolean;
  readonly exports: unknown;
  readonly scripts: Readonly<Record<string, unknown>>;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Reads an app's `package.json`. */
export const readManifest = async (root: string): Promise<Manifest> => {
  const path = join(root, 'package.json');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new AppLoadError(`${root} is not the folder of a Zapier integration: it has no package.json.`);
  });
  try {
    const { name, version, type, exports, scripts } = Object(JSON.parse(text));
    return {
      name: textOf(name),
      version: textOf(version) ?? '0.0.0',
      isModule: type === 'module',
      exports,
      scripts: Object(scripts),
    };
  } catch (error) {
    throw new AppLoadError(`${path} is not valid JSON: ${error instanceof Error ? error.message : error}`);
  }
};
