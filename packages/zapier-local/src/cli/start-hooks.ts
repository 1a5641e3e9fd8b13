import type { Action } from '../zapier/definition.ts';
import type { Connection, Run, Zap } from '../zapier/zaps.ts';
import type { Entered } from './account-options.ts';
import { errorText, toAppError } from './app-error.ts';
import { kindOf } from './describe-trigger.ts';
import { holdInterrupts } from './interrupts.ts';
import type { OpenedApp } from './open-app.ts';
import { count, type Reporter } from './reporter.ts';

const MAX_LENGTH = 200;

const shorten = (text: string): string => (text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text);

/** Prints a line for a delivery that the app has processed. */
const report = ({ trigger }: Zap, { output, error, calls, isOver }: Run, reporter: Reporter): void => {
  if (calls === 0 || (!isOver && !error)) return;
  const line = `${new Date().toTimeString().slice(0, 8)} ${trigger}: `;
  if (error) reporter.failed(line + errorText(toAppError(error)));
  else
    reporter.done(
      `${line}${count(output.length, 'item')} ${shorten(output.map((item) => JSON.stringify(item)).join(' '))}`.trimEnd(),
    );
};

/** Turns on a Zap for each hook trigger that users can select. Returns those that are on. */
const turnOnAll = async (
  { zapier, turnOn }: OpenedApp,
  triggers: readonly Action[],
  connection: Connection,
  input: Entered['input'],
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Zap[]> => {
  const zaps: Zap[] = [];
  for (const { key } of triggers) {
    if (signal.aborted) break;
    try {
      const zap = zapier.createZap(
        key,
        connection,
        await zapier.fields.withDefaults(`triggers.${key}`, connection, input),
      );
      await turnOn(zap);
      zaps.push(zap);
      reporter.done(`${key}: ${zap.url}`);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      reporter.failed(`${key}: ${errorText(toAppError(error))}`);
    }
  }
  return zaps;
};

/**
 * Subscribes every hook trigger of an app and prints a line for each delivery, until `stopped` resolves. Returns whether a webhook URL
 * was there, and every trigger unsubscribed.
 */
export const startHooks = async (
  opened: OpenedApp,
  { authData, input }: Entered,
  reporter: Reporter,
  stopped: () => Promise<void>,
): Promise<boolean> => {
  const { zapier } = opened;
  const { triggers } = await zapier.definition();
  const hooks = Object.values(triggers).filter((trigger) => kindOf(trigger) !== 'polling' && !trigger.display.hidden);
  const connection = await opened.connect(authData);
  if (connection.label !== '') reporter.done(`Connected: ${connection.label}`);
  zapier.onRun = (zap, run) => report(zap, run, reporter);
  const { zaps, isInterrupted } = await holdInterrupts(async (signal) => ({
    zaps: await turnOnAll(opened, hooks, connection, input, reporter, signal),
    isInterrupted: signal.aborted,
  }));
  if (zaps.length === 0) {
    if (hooks.length === 0) reporter.failed('This app has no hook triggers.');
    return false;
  }
  if (!isInterrupted) {
    reporter.note('Waiting for deliveries. Press Ctrl-C to unsubscribe and stop.');
    await stopped();
  }
  let isOk = true;
  for (const zap of zaps) {
    try {
      await opened.turnOff(zap);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      isOk = false;
      reporter.failed(`${zap.trigger}: Not unsubscribed: ${errorText(toAppError(error))}`);
    }
  }
  return isOk;
};
