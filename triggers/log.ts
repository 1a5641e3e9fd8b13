import type { ZObject } from 'zapier-platform-core';
import { differencesOf } from '../schema/differences.ts';
import type { Body, Verified } from '../verification/verify.ts';
import { ANY_EVENT, type Event } from './define-event.ts';

// Lines for the owners of the app: keys, reasons and paths, never a value of a delivery. Logging never fails a run.

const MAX_PATHS = 20;
/** A path or type may contain names that a sender chose. */
const MAX_NAME_LENGTH = 100;

/** Writes a line to the app's log. */
export const logLine = ({ console }: Pick<ZObject, 'console'>, line: string): void => {
  try {
    console.log(line);
  } catch {
    // A failed log must not stop the delivery.
  }
};

const nameOf = (text: string): string =>
  /^[\w.:[\]-]+$/.test(text) ? text.slice(0, MAX_NAME_LENGTH) : '(unusual name)';

/** Logs the type of a verified event that no trigger of the app is for. */
export const logUndocumented = (
  { key, provider, type }: Event,
  siblings: readonly Event[],
  z: ZObject,
  body: Verified<Body>,
): void => {
  const sent = provider.eventType(body, type);
  // Where every trigger is for any type, the provider documents none.
  const documented = siblings.filter((event) => event.type !== ANY_EVENT);
  if (documented.length === 0 || documented.some((event) => event.type === sent)) return;
  logLine(z, `${key}: undocumented event type ${sent === undefined ? '(none)' : nameOf(sent)}`);
};

/** Logs where a body differs from its schema, and its unknown fields. A change at the provider must not stop a Zap. */
export const logDifferences = ({ key, payload }: Event, z: ZObject, body: Verified<Body>): void => {
  const { differing, unknown } = differencesOf(payload, body, MAX_PATHS);
  const listed = (paths: readonly string[]) => paths.map(nameOf).join(', ');
  if (differing.length > 0) logLine(z, `${key}: the payload differs from its schema at ${listed(differing)}`);
  if (unknown.length > 0) logLine(z, `${key}: unknown fields ${listed(unknown)}`);
};
