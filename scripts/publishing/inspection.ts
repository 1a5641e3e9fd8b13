import { isDeepStrictEqual } from 'node:util';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { APP, type Received } from './developer-api.ts';
import type { Selection } from './selection.ts';
import { readZip, textOf, zipProblems } from './zip.ts';

/** One thing that must hold, and what was seen. */
export interface Finding {
  readonly what: string;
  readonly isOk: boolean;
  readonly saw: string;
}

/** What the app says about itself, from its sources: neither bundled nor zipped. */
const ownDefinition = async ({ integrations }: Selection): Promise<unknown> => {
  // Core prints the memory that a call took unless its own tool makes the call.
  const event = { command: 'definition', calledFromCli: true } as const;
  const { results } = await createAppHandler(createApp(integrations))(event);
  // As it travels: without what JSON leaves out.
  return JSON.parse(JSON.stringify(results));
};

const fromBase64 = (value: unknown): Uint8Array => Buffer.from(typeof value === 'string' ? value : '', 'base64');

/** Where two values differ first, for a finding that says more than that they do. */
const difference = (one: unknown, other: unknown, path = 'definition'): string => {
  if (isDeepStrictEqual(one, other)) return 'the same';
  const isObject = (value: unknown) => typeof value === 'object' && value !== null;
  if (!isObject(one) || !isObject(other)) return `another ${path}`;
  const left = new Map(Object.entries(Object(one)));
  const right = new Map(Object.entries(Object(other)));
  const key = [...left.keys(), ...right.keys()].find((name) => !isDeepStrictEqual(left.get(name), right.get(name)));
  return difference(left.get(key ?? ''), right.get(key ?? ''), `${path}.${key}`);
};

/** Looks at what a push sent. */
export const inspectPush = async (
  { calls, keys, check, version, upload }: Received,
  selection: Selection,
  key: string,
): Promise<Finding[]> => {
  const zip = fromBase64(upload?.zip_file);
  const source = fromBase64(upload?.source_zip_file);
  if (zip.length === 0 || source.length === 0) {
    return [{ what: 'Both zips arrived', isOk: false, saw: calls.join(', ') || 'no request at all' }];
  }
  const definition = await ownDefinition(selection);
  const files = readZip(zip);
  const sources = readZip(source);
  const problems = await zipProblems(zip);
  const asked = difference(definition, check?.app_definition);
  const zipped = difference(definition, JSON.parse(textOf(files, 'definition.json')));
  const strays = Object.keys(sources).filter((path) => /(^|\/)node_modules\/|\.env$/.test(path));
  const isSameBundle = isDeepStrictEqual(files['dist/index.js'], sources['dist/index.js']);
  return [
    {
      what: 'The deploy key came with every request',
      isOk: isDeepStrictEqual([...keys], [key]),
      saw: `${calls.length} requests`,
    },
    {
      what: 'Asked for the app, then for its checks, then uploaded',
      isOk: isDeepStrictEqual(
        [...new Set(calls)],
        [`GET /apps/${APP.id}`, 'POST /check', `PUT /apps/${APP.id}/versions/${packageJson.version}`],
      ),
      saw: calls.join(', '),
    },
    {
      what: 'The definition to check is the app’s own',
      isOk: asked === 'the same' && check?.app_id === APP.id,
      saw: asked,
    },
    {
      what: 'The version is package.json’s',
      isOk: version === packageJson.version && check?.version === version,
      saw: String(version),
    },
    {
      what: 'Validation was not skipped',
      isOk: upload?.skip_validation === false,
      saw: String(upload?.skip_validation),
    },
    {
      what: 'The zip holds what it must and no more',
      isOk: problems.length === 0,
      saw: problems[0] ?? `${zip.length} bytes, ${Object.keys(files).length} files`,
    },
    { what: 'The definition in the zip is the app’s own', isOk: zipped === 'the same', saw: zipped },
    {
      what: 'The source zip holds the same bundle, no packages and no secrets',
      isOk: isSameBundle && strays.length === 0,
      saw: strays[0] ?? Object.keys(sources).join(', '),
    },
  ];
};
