import { asString, type JsonObject } from '../../../schema/json.ts';
import { UsageError } from '../usage-error.ts';
import { namesOf, type ProviderAnswers } from './answers.ts';
import { connectionCode } from './connection-file.ts';
import { addToChangelog, changelogLine } from './edits.ts';
import { emulatorCode } from './emulator-file.ts';
import { eventFileCode } from './event-file.ts';
import { eventNames } from './event-names.ts';
import { exampleBody, publishableBody } from './example-values.ts';
import { guessFields } from './guess-fields.ts';
import { type Files, projectFileExists, readProjectFile, writeProjectFiles } from './project.ts';
import { apiCode, providerCode, subscriptionsCode } from './provider-file.ts';
import { providerTestCode } from './provider-test-file.ts';

/** A new provider with its first event. */
export interface NewProvider {
  /** The project's folder. */
  readonly root: string;
  readonly answers: ProviderAnswers;
  /** The body of a delivery. */
  readonly body: JsonObject;
  /** Whether the body contains no data of a customer, so that its values can be published. */
  readonly keepsValues: boolean;
}

const replaceIn = (text: string, path: string, pattern: RegExp, replacement: string): string => {
  if (!pattern.test(text))
    throw new UsageError(`${path} has another form than expected. Add the provider there yourself.`);
  return text.replace(pattern, replacement);
};

/** Writes a provider, its first event, its emulator, its test, and its lines in the files that list providers. */
export const writeNewProvider = async ({ root, answers, body, keepsValues }: NewProvider) => {
  const names = namesOf(answers);
  const { key, label, folder, variable, typeField } = names;
  if (names.isToken && names.hasApi) {
    throw new UsageError(
      'A token goes with the setup “settings”: a provider with an API for webhooks signs or issues its own.',
    );
  }
  const type = asString(body[typeField]);
  if (!type) throw new UsageError(`The body has no text in “${typeField}”, which names the event type.`);
  const event = eventNames(type, { key, label });
  const eventPath = `triggers/${folder}/${event.file}.ts`;
  const providerPath = `providers/${folder}/index.ts`;
  if (await projectFileExists(root, providerPath)) throw new UsageError(`${providerPath} already exists.`);
  const fields = guessFields([body]);
  const eventCode = eventFileCode({
    ...event,
    type,
    provider: folder,
    providerVariable: variable,
    fields,
    added: [],
    sample: keepsValues ? publishableBody(body) : exampleBody(fields, body, type),
  });
  const [integrations, emulators, changelog] = await Promise.all(
    ['integrations.ts', 'sandbox/providers/index.ts', 'CHANGELOG.md'].map((path) => readProjectFile(root, path)),
  );
  const withEntry = replaceIn(
    integrations ?? '',
    'integrations.ts',
    /(export const integrations: readonly Integration\[\] = \[[^\]]*?),?(\s*\];)/,
    `$1, ${variable}$2`,
  );
  const withExport = replaceIn(
    withEntry,
    'integrations.ts',
    /\n(\/\*\*[^\n]*\*\/\nexport const integrations:)/,
    `export const ${variable}: Integration = { provider: ${variable}Provider, events: ${variable}Events };\n\n$1`,
  );
  const files: Files = {
    [`providers/${folder}/connection.ts`]: connectionCode(names),
    [providerPath]: providerCode(names, typeof body['id'] === 'string' && !names.isToken),
    ...(names.hasApi && {
      [`providers/${folder}/api.ts`]: apiCode(names),
      [`providers/${folder}/subscriptions.ts`]: subscriptionsCode(names),
    }),
    [eventPath]: eventCode,
    [`triggers/${folder}/index.ts`]: `import { ${event.variable} } from './${event.file}.ts';\n\n/** All events of ${label}. */\nexport const ${variable}Events = [${event.variable}];\n`,
    'integrations.ts': `import { ${variable} as ${variable}Provider } from './providers/${folder}/index.ts';\nimport { ${variable}Events } from './triggers/${folder}/index.ts';\n${withExport}`,
    [`sandbox/providers/${folder}.ts`]: emulatorCode(names),
    'sandbox/providers/index.ts': `import { start${names.type} } from './${folder}.ts';\n${replaceIn(emulators ?? '', 'sandbox/providers/index.ts', /\n\};\s*$/, `\n  ${key}: start${names.type},\n};\n`)}`,
    [`test/triggers/${folder}.test.ts`]: providerTestCode(names),
    'CHANGELOG.md': addToChangelog(changelog ?? '', changelogLine(label, event)),
  };
  await writeProjectFiles(root, files);
  return {
    provider: key,
    trigger: event.key,
    files: [...Object.keys(files), 'contract/current.json', 'docs/events.md'],
  };
};
