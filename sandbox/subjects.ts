import { sendersOf } from '../providers/configure.ts';
import { senderOf, settingsOf } from '../providers/signed-webhook/choose-sender.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Event } from '../triggers/define-event.ts';

/** A trigger with the input of a Zap that determines its sender. */
export interface Subject {
  /** The trigger's key, with the sender where the provider has several: `signed_webhook_received (github)`. */
  readonly key: string;
  /** With the provider as the input configures it. */
  readonly event: Event;
  readonly input: JsonObject;
}

const CUSTOM = 'custom';

/** Senders that users may describe, which together use every field. */
const DESCRIPTIONS: Readonly<Record<string, JsonObject>> = {
  [CUSTOM]: { header: 'X-Custom-Signature' },
  'custom, SHA-512': {
    header: 'X-Custom-Signature',
    algorithm: 'sha512',
    encoding: 'base64',
    prefix: 'sha512=',
    id_path: 'id',
    event_path: 'type',
  },
  'custom, SHA-1': {
    header: 'X-Custom-Signature',
    algorithm: 'sha1',
    signed_text: 'v0:{timestamp}:{body}',
    timestamp_header: 'X-Custom-Time',
    tolerance: '60',
    event_path: 'header:X-Custom-Event',
  },
  'custom, ID and timestamp': {
    header: 'X-Custom-Signature',
    encoding: 'base64',
    prefix: 'v1,',
    signed_text: '{body}.{timestamp}.{id}',
    timestamp_header: 'X-Custom-Time',
    id_path: 'header:X-Custom-Id',
  },
};

/** An event as the input of a Zap configures it, or as it is if the input does not select a sender. */
export const configured = (event: Event, input: JsonObject): Event => {
  if (!event.provider.choice) return event;
  const sender = senderOf(input);
  if (typeof sender === 'string') return event;
  const sample = { ...event.sample, sender: sender.key, payload: sender.example };
  return { ...event, provider: { ...event.provider, ...settingsOf(sender) }, sample };
};

/** The input that selects the sender of a configured event, for senders that need no description. */
export const inputOf = ({ provider: { choice, sender } }: Event): JsonObject =>
  choice && sender ? { [choice.field.key]: sender.key } : {};

const subjectOf = (event: Event, name: string, input: JsonObject): Subject => {
  const subject = configured(event, input);
  if (subject === event) throw new Error(`${event.key} cannot be configured for ${name}`);
  return { key: `${event.key} (${name})`, event: subject, input };
};

/** The subjects of a list of events: each event, with each sender where its provider has several. */
export const subjectsOf = (events: readonly Event[]): readonly Subject[] =>
  events.flatMap((event) => {
    const { choice } = event.provider;
    if (!choice) return [{ key: event.key, event, input: {} }];
    return sendersOf(choice).flatMap(({ key }) =>
      key === CUSTOM
        ? Object.entries(DESCRIPTIONS).map(([name, fields]) =>
            subjectOf(event, name, { ...fields, [choice.field.key]: key }),
          )
        : [subjectOf(event, key, { [choice.field.key]: key })],
    );
  });

/** One subject of each event, for what does not depend on the sender. */
export const firstSubjects = (events: readonly Event[]): readonly Subject[] =>
  events.flatMap((event) => subjectsOf([event]).slice(0, 1));

/** How many senders subjects have: providers, and the senders of a provider that has several. */
export const countSenders = (subjects: readonly Subject[]): number =>
  new Set(subjects.map(({ event: { provider } }) => (provider.sender ?? provider).key)).size;
