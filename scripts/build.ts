import { build } from 'esbuild';

/**
 * Bundles the app into one file that Zapier loads. Only core stays outside: Zapier's wrapper loads it anyway, and two copies of it
 * would not share their errors.
 */
await build({
  entryPoints: ['index.ts'],
  outfile: 'dist/index.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  external: ['zapier-platform-core'],
});
