import type { AppEvent, AppProcess, HandlerError, Outcome } from 'zapier-local';
import { sourceApp } from './sandbox.ts';

const isDelivery = ({ method = '' }: AppEvent): boolean => /^triggers\.\w+\.operation\.perform$/.test(method);

const textOf = ({ bundle }: AppEvent): string => String(Object(Object(bundle)['rawRequest'])['content'] ?? '');

/** @param receive runs the app's own trigger @param bundle the bundle of the call */
type Answer = (text: string, receive: () => Promise<Outcome>, bundle: unknown) => Outcome | Promise<Outcome>;

/**
 * The app with a faulty trigger, to check that attacks and the fuzzer detect the fault.
 *
 * @param answer the outcome of a delivery with this body
 */
export const faultyApp = (answer: Answer) => (): AppProcess => {
  const real = sourceApp();
  const invoke = async (event: AppEvent) =>
    isDelivery(event) ? answer(textOf(event), () => real.invoke(event), event.bundle) : real.invoke(event);
  return { ...real, invoke };
};

/** The outcome of a refused delivery. */
export const halted = (message: string): Outcome => {
  const error: HandlerError = { name: 'HaltedError', message, stack: '' };
  return { ok: false, error };
};

/** The parsed body, or an empty object if it is not JSON. */
export const content = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};
