import { inThisProcess } from 'zapier-local';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import type { Writes } from '../../sandbox/conform/plan.ts';
import { type Dialog, type LiveOptions, type LiveResult, runLive } from '../../sandbox/conform/run-live.ts';
import type { Emulator } from '../../sandbox/providers/emulator.ts';

/** A live run with an emulator instead of the provider. */
export interface LiveRun extends LiveResult {
  readonly said: readonly string[];
  readonly asked: readonly Writes[];
}

/** Runs the app against an emulator as if it were live: credentials and settings are in the environment. */
export const runAgainst = async (
  emulator: Emulator,
  options: Partial<LiveOptions> = {},
  dialog: Partial<Dialog> & { isConfirmed?: (writes: Writes) => boolean } = {},
): Promise<LiveRun> => {
  const said: string[] = [];
  const asked: Writes[] = [];
  const values = Object.entries({ ...emulator.environment, ...emulator.credentials });
  const names = values.map(([name]) => name.toUpperCase());
  for (const [name, value] of values) process.env[name.toUpperCase()] = value;
  const { isConfirmed = () => true, ...rest } = dialog;
  const app = inThisProcess(createAppHandler(createApp(integrations)));
  try {
    const result = await runLive(
      app,
      { provider: emulator.key, port: 0, wait: 5, ...options },
      {
        ask: undefined,
        signal: new AbortController().signal,
        say: (text) => void said.push(text),
        confirm: async (writes) => {
          asked.push(writes);
          return isConfirmed(writes);
        },
        ...rest,
      },
    );
    return { ...result, said, asked };
  } finally {
    await app.close();
    for (const name of names) delete process.env[name];
  }
};
