import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The page's files by path. */
export type Assets = ReadonlyMap<string, { readonly type: string; readonly content: Uint8Array<ArrayBuffer> }>;

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** Bundles the page in memory, with all packages that it uses. */
export const bundlePage = async (): Promise<Assets> => {
  const { outputFiles } = await build({
    entryPoints: { page: fileURLToPath(new URL('./page/main.tsx', import.meta.url)) },
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  return new Map(
    outputFiles.map(({ path, contents }) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
      return [`/${name}`, { type, content: Uint8Array.from(contents) }];
    }),
  );
};
