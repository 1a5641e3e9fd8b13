import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT } from './root.ts';
import type { Selection } from './selection.ts';

/**
 * Packages that are not bundled, so the only ones in the zip. Zapier's wrapper loads core too, and two copies would have different
 * error classes.
 */
export const EXTERNAL = ['zapier-platform-core'] as const;

/** Folders that are not part of the app. */
const NOT_APP = /^(bench|docs|sandbox|scripts|test)\//;

/** An app with some providers imports only these, so that the bundle does not contain the others. */
const entryOf = ({ integrations, hasAllProviders }: Selection): BuildOptions => {
  if (hasAllProviders) return { entryPoints: ['index.ts'] };
  const keys = integrations.map(({ provider }) => provider.key).join(', ');
  const contents = [
    `import { createApp } from './app.ts';`,
    `import { ${keys} } from './integrations.ts';`,
    `export default createApp([${keys}]);`,
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

/** A written bundle. */
export interface Bundle {
  readonly bytes: number;
  /** Paths of the bundled files, relative to the project. */
  readonly inputs: readonly string[];
}

/** Bundles the app into one file that Zapier loads. */
export const bundleApp = async (selection: Selection, outfile: string): Promise<Bundle> => {
  const { metafile } = await build({
    ...entryOf(selection),
    outfile,
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    minify: true,
    legalComments: 'none',
    external: [...EXTERNAL],
    plugins: [versionOnly],
    metafile: true,
    logLevel: 'warning',
  });
  const [output] = Object.values(metafile.outputs);
  if (!output) throw new Error('esbuild wrote no bundle. Run “npm run check” to find the cause.');
  const inputs = Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
  const wrong = inputs.filter((path) => NOT_APP.test(path));
  if (wrong.length > 0) throw new Error(`The app must not import ${wrong.join(', ')}.`);
  return { bytes: output.bytes, inputs };
};
