import { unzipSync } from 'fflate';
import { MAX_ZIP_BYTES } from './budget.ts';
import { EXTERNAL } from './bundle.ts';
import { productionPackages, readLockfile } from './lockfile.ts';

/** The files of a zip, by path. */
export type ZipFiles = Readonly<Record<string, Uint8Array>>;

/** What `index.js` of the bundle loads. */
const BUNDLED = /^dist\/[\w-]+\.js$/;

/** The other files besides packages. */
const OWN_FILES = ['definition.json', 'dist/index.js', 'package.json', 'zapierwrapper.js'];

const SOURCE = /\.(ts|tsx|mts|cts|map)$/;
const TEST = /(^|\/)(__tests__|tests?|spec)\/|\.(test|spec)\.\w+$/;

/** The package of a path: `node_modules/a/node_modules/@b/c` for `node_modules/a/node_modules/@b/c/index.js`. */
const packageOf = (path: string): string | undefined => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];

/** Unpacks a zip in memory. */
export const readZip = (bytes: Uint8Array): ZipFiles =>
  // A path that ends with a slash is a folder.
  Object.fromEntries(Object.entries(unzipSync(bytes)).filter(([path]) => !path.endsWith('/')));

/** A file of a zip as text. Throws if it is missing. */
export const textOf = (files: ZipFiles, path: string): string => {
  const bytes = files[path];
  if (!bytes) throw new Error(`${path} is missing in the zip.`);
  return Buffer.from(bytes).toString('utf8');
};

/** The problems of the zip that Zapier runs. Empty if it is valid. */
export const zipProblems = async (bytes: Uint8Array): Promise<string[]> => {
  const files = readZip(bytes);
  const paths = Object.keys(files);
  const packages = productionPackages(await readLockfile());
  const isUnexpected = (path: string): boolean => {
    if (OWN_FILES.includes(path) || BUNDLED.test(path)) return false;
    const name = packageOf(path);
    return name === undefined || !(name in packages) || SOURCE.test(path) || TEST.test(path);
  };
  const problems = paths.filter(isUnexpected).map((path) => `${path} must not be in the zip`);
  problems.push(...OWN_FILES.filter((path) => !files[path]).map((path) => `${path} is missing`));
  if (problems.length > 0) return problems;
  const bundled = paths.filter((path) => BUNDLED.test(path));
  if (bundled.some((path) => textOf(files, path).includes('sourceMappingURL='))) {
    problems.push('the bundle refers to a source map');
  }
  const { dependencies, devDependencies } = JSON.parse(textOf(files, 'package.json'));
  if (devDependencies !== undefined) problems.push('package.json lists development packages');
  if (Object.keys(dependencies).join() !== EXTERNAL.join())
    problems.push('package.json lists dependencies that the bundle contains');
  if (bytes.length > MAX_ZIP_BYTES) {
    problems.push(
      `the zip has ${bytes.length} bytes, ${bytes.length - MAX_ZIP_BYTES} above the limit in scripts/publishing/budget.ts`,
    );
  }
  return problems;
};
