import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT } from './root.ts';
import type { Selection } from './selection.ts';

/**
 * Packages that are not bundled, so the only ones in the zip. Zapier's wrapper loads core too, and two copies would have different
 * error classes.
 */
export const EXTERNAL = ['zapier-platform-core'] as const;

/** Folders that are not part of the app. */
const NOT_APP = /^(bench|docs|packages|sandbox|scripts|test)\//;

/** The name of a provider in integrations.ts: `signed_webhook` is `signedWebhook` there. */
const exportName = (key: string): string => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** An app with some providers imports only these, so that the bundle does not contain the others. */
const entryOf = ({ integrations, hasAllProviders }: Selection): BuildOptions => {
  if (hasAllProviders) return { entryPoints: ['index.ts'] };
  const names = integrations.map(({ provider }) => exportName(provider.key)).join(', ');
  const contents = [
    `import { createApp } from './app.ts';`,
    `import { ${names} } from './integrations.ts';`,
    `export default createApp([${names}]);`,
  ].join('\n');
  return { stdin: { contents, resolveDir: ROOT, loader: 'ts', sourcefile: 'entry.ts' } };
};

/** The app reads only the version from package.json, so the bundle contains nothing else of it. */
const versionOnly: Plugin = {
  name: 'version-only',
  setup({ onLoad }) {
    onLoad({ filter: /package\.json$/ }, ({ path }) => {
      const { version } = packageJson;
      return path === join(ROOT, 'package.json')
        ? { contents: JSON.stringify({ version }), loader: 'json' }
        : undefined;
    });
  },
};

/** What a provider loads later is a separate file, which esbuild would write even for an app without that provider. */
const withoutOtherProviders = ({ integrations }: Selection): Plugin => {
  const folders = integrations.map(({ provider }) => join(ROOT, 'providers', provider.key.replaceAll('_', '-'), '/'));
  const providers = join(ROOT, 'providers', '/');
  return {
    name: 'without-other-providers',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, importer, path }) => {
        const isOther = importer.startsWith(providers) && !folders.some((folder) => importer.startsWith(folder));
        return kind === 'dynamic-import' && isOther ? { path, external: true } : undefined;
      });
    },
  };
};

/** A written bundle. */
export interface Bundle {
  /** Size of the files that Zapier loads when the app starts. */
  readonly bytes: number;
  /** Paths of the bundled files, relative to the project. */
  readonly inputs: readonly string[];
}

type Outputs = Metafile['outputs'];

/** The files that are loaded when the app starts: the entry, and what it imports statically. */
const atStart = (outputs: Outputs, path: string): string[] => [
  path,
  ...(outputs[path]?.imports ?? [])
    .filter(({ kind, external }) => kind === 'import-statement' && !external)
    .flatMap((imported) => atStart(outputs, imported.path)),
];

/**
 * Bundles the app. `index.js` loads at the start what every trigger needs; what only some need is in files that are loaded later.
 *
 * @param folder its JavaScript files are removed first
 */
export const bundleApp = async (selection: Selection, folder: string): Promise<Bundle> => {
  await Promise.all(
    (await readdir(folder).catch(() => []))
      .filter((name) => name.endsWith('.js'))
      .map((name) => rm(join(folder, name))),
  );
  const { metafile } = await build({
    ...entryOf(selection),
    outdir: folder,
    entryNames: 'index',
    splitting: true,
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    minify: true,
    legalComments: 'none',
    external: [...EXTERNAL],
    plugins: [versionOnly, withoutOtherProviders(selection)],
    metafile: true,
    logLevel: 'warning',
  });
  const { outputs } = metafile;
  const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint && path.endsWith('/index.js'));
  if (!entry) throw new Error('esbuild wrote no bundle. Run “npm run check” to find the cause.');
  const inputs = Object.values(outputs)
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
  const wrong = inputs.filter((path) => NOT_APP.test(path));
  if (wrong.length > 0) throw new Error(`The app must not import ${wrong.join(', ')}.`);
  const bytes = [...new Set(atStart(outputs, entry))].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
  return { bytes, inputs };
};
