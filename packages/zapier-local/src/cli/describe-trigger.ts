import type { Action, Definition } from '../zapier/definition.ts';

/** What starts a Zap: an API that subscribes the webhook URL, a user who copies it, or Zapier, which asks every few minutes. */
export type TriggerKind = 'REST hook' | 'static' | 'polling';

const OPERATIONS = ['perform', 'performList', 'performSubscribe', 'performUnsubscribe'] as const;

/** A trigger, as `zapier-local triggers` prints it. */
export interface TriggerDescription {
  readonly key: string;
  readonly label: string;
  readonly kind: TriggerKind;
  /** Whether users cannot select it, because it fills a dropdown. */
  readonly hidden: boolean;
  /** The methods that the app has. */
  readonly operations: readonly string[];
}

/** The kind of a trigger. A hook without a method to subscribe or unsubscribe is a static webhook. */
export const kindOf = ({ operation }: Action): TriggerKind => {
  if (operation['type'] !== 'hook') return 'polling';
  return operation['performSubscribe'] && operation['performUnsubscribe'] ? 'REST hook' : 'static';
};

/** Whether a trigger has a method. */
export const hasOperation = ({ operation }: Action, name: (typeof OPERATIONS)[number]): boolean =>
  operation[name] !== undefined;

/** Describes the triggers of an app, hidden ones last. */
export const describeTriggers = ({ triggers }: Definition): TriggerDescription[] =>
  Object.entries(triggers)
    .map(([key, trigger]) => ({
      key,
      label: trigger.display.label,
      kind: kindOf(trigger),
      hidden: trigger.display.hidden === true,
      operations: OPERATIONS.filter((name) => hasOperation(trigger, name)),
    }))
    .sort((a, b) => Number(a.hidden) - Number(b.hidden));
