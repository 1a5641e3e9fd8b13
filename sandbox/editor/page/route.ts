import { useSyncExternalStore } from 'react';

/** The steps of a trigger, and of an action. */
export const TRIGGER_STEPS = ['choose', 'connect', 'set-up', 'test', 'publish', 'send', 'turn-off'] as const;
export const ACTION_STEPS = ['choose', 'connect', 'set-up'] as const;

/** One step of the editor. */
export type Step = (typeof TRIGGER_STEPS)[number];

/** The URL's fragment: `#/trigger/basekit_site_publish/send`. */
export interface Route {
  readonly kind: 'trigger' | 'action';
  readonly key?: string;
  readonly step: Step;
}

const isStep = (text: string | undefined): text is Step => TRIGGER_STEPS.some((step) => step === text);

const parse = (hash: string): Route => {
  const [, kind, key, step] = hash.split('/');
  return {
    kind: kind === 'action' ? 'action' : 'trigger',
    ...(key && { key: decodeURIComponent(key) }),
    step: key && isStep(step) ? step : 'choose',
  };
};

const listen = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

/** The URL of a step. */
export const hrefOf = ({ kind, key, step }: Route): string => `#/${kind}/${encodeURIComponent(key ?? '')}/${step}`;

/** Goes to a step. */
export const go = (route: Route): void => {
  window.location.hash = hrefOf(route);
};

/** The current route. */
export const useRoute = (): Route => parse(useSyncExternalStore(listen, () => window.location.hash));
