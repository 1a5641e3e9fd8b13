import type { Provider } from '../../../providers/provider.ts';
import type { JsonObject } from '../../../schema/json.ts';
import type { Event } from '../../../triggers/define-event.ts';
import { UsageError } from '../usage-error.ts';
import { addToChangelog, addToIndex, changelogLine } from './edits.ts';
import { eventFileCode } from './event-file.ts';
import { type EventNames, eventNames } from './event-names.ts';
import { exampleBody, publishableBody } from './example-values.ts';
import { guessFields } from './guess-fields.ts';
import { type Files, projectFileExists, readProjectFile, writeProjectFiles } from './project.ts';
import { camelCase, wordsOf } from './words.ts';

/** A new event. */
export interface NewEvent {
  /** The project's folder. */
  readonly root: string;
  readonly provider: Provider;
  /** The provider's events so far. */
  readonly events: readonly Event[];
  /** The provider's name of the event. */
  readonly type: string;
  /** Bodies of deliveries, the first of which becomes the sample. */
  readonly bodies: readonly JsonObject[];
  /** What the provider's API adds to the output. */
  readonly added: JsonObject | undefined;
  /** Names other than those guessed from the type. */
  readonly names: Partial<Pick<EventNames, 'key' | 'label' | 'noun' | 'description'>>;
  /** Whether the bodies contain no data of a customer, so that their values can be published. */
  readonly keepsValues: boolean;
}

/** What was written. */
export interface Written {
  readonly names: EventNames;
  readonly files: readonly string[];
}

const checkEvent = ({ provider, events, type, bodies }: NewEvent, names: EventNames): void => {
  if (provider.choice) {
    throw new UsageError(
      `${provider.label} has one trigger for all events. To add a sender, see docs/adding-a-sender.md.`,
    );
  }
  if (wordsOf(type).length === 0) throw new UsageError('The event type has no letters or digits.');
  if (!/^[a-z]\w*$/i.test(names.key)) throw new UsageError(`“${names.key}” is not a key. Choose one with --trigger.`);
  for (const event of events) {
    if (event.type === type) throw new UsageError(`The trigger ${event.key} already has the event type ${type}.`);
    if (event.key === names.key)
      throw new UsageError(`There is already a trigger ${names.key}. Choose a key with --trigger.`);
    if (event.label === names.label || event.description === names.description) {
      throw new UsageError(
        `${event.key} has the same label or description. Choose others with --label and --description.`,
      );
    }
  }
  for (const body of bodies) {
    const found = provider.eventType(body, type);
    // The type may be a text of a customer where the file is of another provider.
    if (found !== type) throw new UsageError(`The body is not one of ${provider.label} with the event type ${type}.`);
  }
};

/** Writes an event file, its line in the index and in the changelog, and the files that `npm run docs` generates. */
export const writeNewEvent = async (event: NewEvent): Promise<Written> => {
  const { root, provider, type, bodies, added, keepsValues } = event;
  const names = { ...eventNames(type, provider), ...event.names };
  checkEvent(event, names);
  const folder = `triggers/${provider.key.replaceAll('_', '-')}`;
  const file = `${folder}/${names.file}.ts`;
  if (await projectFileExists(root, file))
    throw new UsageError(`${file} already exists. Change it, or delete it first.`);
  const [body = {}] = bodies;
  const [fields, addedFields] = [guessFields(bodies), guessFields(added ? [added] : [])];
  const example = (of: typeof fields, value: JsonObject) =>
    keepsValues ? publishableBody(value) : exampleBody(of, value, type);
  const code = eventFileCode({
    ...names,
    type,
    provider: provider.key.replaceAll('_', '-'),
    providerVariable: camelCase(wordsOf(provider.key)),
    fields,
    added: addedFields,
    sample: { ...example(fields, body), ...example(addedFields, added ?? {}) },
  });
  const line = changelogLine(provider.label, names);
  const files: Files = {
    [file]: code,
    [`${folder}/index.ts`]: addToIndex(await readProjectFile(root, `${folder}/index.ts`), names.variable, names.file),
    'CHANGELOG.md': addToChangelog(await readProjectFile(root, 'CHANGELOG.md'), line),
  };
  await writeProjectFiles(root, files);
  return { names, files: [...Object.keys(files), 'contract/current.json', 'docs/events.md'] };
};
