import { unzipSync } from 'fflate';
import { MOST_ZIP_BYTES } from './budget.ts';
import { EXTERNAL } from './bundle.ts';
import { readLockfile } from './stage.ts';

/** What is in a zip, by path. */
export type ZipFiles = Readonly<Record<string, Uint8Array>>;

/** All that the zip holds besides packages. */
const OWN_FILES = ['definition.json', 'dist/index.js', 'package.json', 'zapierwrapper.js'];

const SOURCE = /\.(ts|tsx|mts|cts|map)$/;
const TEST = /(^|\/)(__tests__|tests?|spec)\/|\.(test|spec)\.\w+$/;

/** `node_modules/a/node_modules/@b/c/index.js` is in the package `node_modules/a/node_modules/@b/c`. */
const packageOf = (path: string): string | undefined => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];

/** Unpacks a zip in memory. */
export const readZip = (bytes: Uint8Array): ZipFiles =>
  // A path that ends with a slash is a folder.
  Object.fromEntries(Object.entries(unzipSync(bytes)).filter(([path]) => !path.endsWith('/')));

/** A file of a zip as text. Throws when it is not there. */
export const textOf = (files: ZipFiles, path: string): string => {
  const bytes = files[path];
  if (!bytes) throw new Error(`The zip lacks ${path}.`);
  return Buffer.from(bytes).toString('utf8');
};

/** Says what is wrong with the zip that Zapier runs, in sentences; nothing when all is well. */
export const zipProblems = async (bytes: Uint8Array): Promise<string[]> => {
  const files = readZip(bytes);
  const paths = Object.keys(files);
  const { packages } = await readLockfile();
  const isStray = (path: string): boolean => {
    if (OWN_FILES.includes(path)) return false;
    const locked = packages[packageOf(path) ?? ''];
    return packageOf(path) === undefined || !locked || locked.dev === true || SOURCE.test(path) || TEST.test(path);
  };
  const problems = paths.filter(isStray).map((path) => `${path} has no place in the zip`);
  problems.push(...OWN_FILES.filter((path) => !files[path]).map((path) => `${path} is missing`));
  if (problems.length > 0) return problems;
  if (textOf(files, 'dist/index.js').includes('sourceMappingURL=')) problems.push('the bundle names a source map');
  const { dependencies, devDependencies } = JSON.parse(textOf(files, 'package.json'));
  if (devDependencies !== undefined) problems.push('package.json lists development packages');
  if (Object.keys(dependencies).join() !== EXTERNAL.join())
    problems.push('package.json asks for what the bundle holds');
  if (bytes.length > MOST_ZIP_BYTES) {
    problems.push(
      `the zip has ${bytes.length} bytes, ${bytes.length - MOST_ZIP_BYTES} over the budget in scripts/publishing/budget.ts`,
    );
  }
  return problems;
};
