import { isDeepStrictEqual } from 'node:util';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { APP, type Received } from './developer-api.ts';
import type { Selection } from './selection.ts';
import { readZip, textOf, type ZipFiles, zipProblems } from './zip.ts';

/** The result of a check. */
export interface Finding {
  readonly name: string;
  readonly isOk: boolean;
  readonly found: string;
}

/** The app's definition from its source code, not from a bundle or zip. */
const sourceDefinition = async ({ integrations }: Selection): Promise<unknown> => {
  // Otherwise core prints the memory usage of the call.
  const event = { command: 'definition', calledFromCli: true } as const;
  const { results } = await createAppHandler(createApp(integrations))(event);
  // As sent: without values that JSON omits.
  return JSON.parse(JSON.stringify(results));
};

const SAME = 'identical';

const fromBase64 = (value: unknown): Uint8Array => Buffer.from(typeof value === 'string' ? value : '', 'base64');

/** The path of the first difference between two values. */
const difference = (one: unknown, other: unknown, path = 'definition'): string => {
  if (isDeepStrictEqual(one, other)) return SAME;
  const isObject = (value: unknown) => typeof value === 'object' && value !== null;
  if (!isObject(one) || !isObject(other)) return `${path} differs`;
  const left = new Map(Object.entries(Object(one)));
  const right = new Map(Object.entries(Object(other)));
  const key = [...left.keys(), ...right.keys()].find((name) => !isDeepStrictEqual(left.get(name), right.get(name)));
  return difference(left.get(key ?? ''), right.get(key ?? ''), `${path}.${key}`);
};

const bundleIn = (files: ZipFiles): ZipFiles =>
  Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith('dist/')));

/** Checks the data that a push sent. */
export const inspectPush = async (
  { calls, keys, check, version, upload }: Received,
  selection: Selection,
  key: string,
): Promise<Finding[]> => {
  const zip = fromBase64(upload?.zip_file);
  const source = fromBase64(upload?.source_zip_file);
  if (zip.length === 0 || source.length === 0) {
    return [{ name: 'Both zips arrived', isOk: false, found: calls.join(', ') || 'no request' }];
  }
  const definition = await sourceDefinition(selection);
  const files = readZip(zip);
  const sources = readZip(source);
  const problems = await zipProblems(zip);
  const checked = difference(definition, check?.app_definition);
  const zipped = difference(definition, JSON.parse(textOf(files, 'definition.json')));
  const unexpected = Object.keys(sources).filter((path) => /(^|\/)node_modules\/|\.env$/.test(path));
  const isSameBundle = isDeepStrictEqual(bundleIn(files), bundleIn(sources));
  return [
    {
      name: 'Every request has the deploy key',
      isOk: isDeepStrictEqual([...keys], [key]),
      found: `${calls.length} requests`,
    },
    {
      name: 'The CLI read the app, requested the checks, then uploaded',
      isOk: isDeepStrictEqual(
        [...new Set(calls)],
        [`GET /apps/${APP.id}`, 'POST /check', `PUT /apps/${APP.id}/versions/${packageJson.version}`],
      ),
      found: calls.join(', '),
    },
    {
      name: 'The checked definition matches the source code',
      isOk: checked === SAME && check?.app_id === APP.id,
      found: checked,
    },
    {
      name: 'The version matches package.json',
      isOk: version === packageJson.version && check?.version === version,
      found: String(version),
    },
    {
      name: 'Validation was not skipped',
      isOk: upload?.skip_validation === false,
      found: String(upload?.skip_validation),
    },
    {
      name: 'The zip contains only the expected files',
      isOk: problems.length === 0,
      found: problems[0] ?? `${zip.length} bytes, ${Object.keys(files).length} files`,
    },
    { name: 'The definition in the zip matches the source code', isOk: zipped === SAME, found: zipped },
    {
      name: 'The source zip contains the same bundle, no packages and no secrets',
      isOk: isSameBundle && unexpected.length === 0,
      found: unexpected[0] ?? Object.keys(sources).join(', '),
    },
  ];
};
