import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT } from './root.ts';
import type { Selection } from './selection.ts';

/**
 * What stays outside the bundle. Zapier's wrapper loads core anyway, and two copies of it would not share their errors.
 * Everything else that the app needs is inside, so these are the only packages that go into the zip.
 */
export const EXTERNAL = ['zapier-platform-core'] as const;

/** What has no place in an app, whoever imports it. */
const FOREIGN = /^(bench|docs|sandbox|scripts|test)\//;

/** An app of some providers imports only these, so that the others are not in the bundle. */
const entryOf = ({ integrations, isWhole }: Selection): BuildOptions => {
  if (isWhole) return { entryPoints: ['index.ts'] };
  const keys = integrations.map(({ provider }) => provider.key).join(', ');
  const contents = [
    `import { createApp } from './app.ts';`,
    `import { ${keys} } from './integrations.ts';`,
    `export default createApp([${keys}]);`,
  ].join('\n');
  return { stdin: { contents, resolveDir: ROOT, loader: 'ts', sourcefile: 'entry.ts' } };
};

/** The app asks package.json for its version only, so scripts and development packages stay outside. */
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

/** A bundle that was written. */
export interface Bundle {
  readonly bytes: number;
  /** The files that something of is in it, relative to the project. */
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
  if (!output) throw new Error('esbuild wrote no bundle. Run npm run check to see what is wrong with the app.');
  const inputs = Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
  const foreign = inputs.filter((path) => FOREIGN.test(path));
  if (foreign.length > 0) throw new Error(`The app must not import ${foreign.join(', ')}.`);
  return { bytes: output.bytes, inputs };
};
