import type { HandlerError, Lambda, LambdaEvent, Outcome } from '../../sandbox/zapier/lambda.ts';
import { sourceLambda } from './sandbox.ts';

const isDelivery = ({ method = '' }: LambdaEvent): boolean => /^triggers\.\w+\.operation\.perform$/.test(method);

const textOf = ({ bundle }: LambdaEvent): string => String(Object(Object(bundle)['rawRequest'])['content'] ?? '');

/** @param asItIs what the app itself makes of the delivery @param bundle what Zapier called it with */
type Answer = (text: string, asItIs: () => Promise<Outcome>, bundle: unknown) => Outcome | Promise<Outcome>;

/**
 * The app with another way to take deliveries, to see that attacks and random deliveries find it out.
 *
 * @param answer what becomes of a delivery, by the text of its body
 */
export const faultyApp = (answer: Answer) => (): Lambda => {
  const real = sourceLambda();
  const invoke = async (event: LambdaEvent) =>
    isDelivery(event) ? answer(textOf(event), () => real.invoke(event), event.bundle) : real.invoke(event);
  return { ...real, invoke };
};

/** A refusal. */
export const halted = (message: string): Outcome => {
  const error: HandlerError = { name: 'HaltedError', message, stack: '' };
  return { ok: false, error };
};

/** The body, or an empty one where it is none. */
export const content = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};

/** Core ends a process that has run for long and holds 450 MB, as Zapier's servers want it: in tests that would be jest's own. */
export const hideMemory = (): void => {
  const { memoryUsage } = process;
  const usage = Object.assign(() => ({ ...memoryUsage(), rss: 0 }), { rss: () => 0 });
  jest.spyOn(process, 'memoryUsage').mockImplementation(usage);
};
