import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod';
import { integrations } from '../../integrations.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { definitionOf } from './definition.ts';

// Zapier's own parser of the file. It has no types, so its result is parsed below.
const reader: unknown = createRequire(import.meta.filename)('zapier-platform-cli/src/utils/changelog');
const { getVersionChangelog } = z
  .object({ getVersionChangelog: z.custom<Read>((f) => typeof f === 'function') })
  .parse(reader);
type Read = (version: string, folder: string) => Promise<unknown>;

const parsedChangelog = z.object({
  changelog: z.string(),
  appMetadata: z
    .array(z.object({ action_key: z.string(), action_type: z.enum(['read', 'write', 'search']) }))
    .optional(),
});

const ROOT = join(import.meta.dirname, '../..');

const headings = [...readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8').matchAll(/^## (.+)$/gm)].map(
  ([, heading = '']) => heading,
);

const read = async (version: string) => parsedChangelog.parse(await getVersionChangelog(version, ROOT));

const keysOf = ({ appMetadata = [] }: z.infer<typeof parsedChangelog>, type: 'read' | 'write'): string[] =>
  appMetadata.filter((one) => one.action_type === type).map((one) => one.action_key);

test('the newest version of the changelog is the version of the app, below the unreleased changes', () => {
  expect(headings.slice(0, 2)).toEqual(['Unreleased', packageJson.version]);
});

test('Zapier finds the changes of this version', async () => {
  const { changelog } = await read(packageJson.version);
  expect(changelog.length).toBeGreaterThan(20);
});

test('every trigger and action is announced by its key', async () => {
  const parts = await Promise.all(headings.map(read));
  const { triggers, creates } = await definitionOf(integrations);
  expect(parts.flatMap((part) => keysOf(part, 'read'))).toEqual(expect.arrayContaining(Object.keys(triggers)));
  expect(parts.flatMap((part) => keysOf(part, 'write'))).toEqual(expect.arrayContaining(Object.keys(creates)));
});

test('the app has every trigger and action that this version announces', async () => {
  const part = await read(packageJson.version);
  const { triggers, creates } = await definitionOf(integrations);
  expect(Object.keys(triggers)).toEqual(expect.arrayContaining(keysOf(part, 'read')));
  expect(Object.keys(creates)).toEqual(expect.arrayContaining(keysOf(part, 'write')));
});
