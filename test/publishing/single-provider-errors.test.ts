import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import { virtualClock } from '../../sandbox/clock.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { inProcess } from '../../sandbox/zapier/lambda.ts';
import type { Connection, Zap } from '../../sandbox/zapier/zaps.ts';

const asked = integrations.filter(({ provider }) => provider.connection.test);

/** The sentence that somebody reads when this goes wrong. */
const messageOf = async (run: () => Promise<unknown>): Promise<string> => {
  const outcome = await run().catch((error: unknown) => error);
  return outcome instanceof Error ? outcome.message : 'nothing went wrong';
};

describe.each(asked.map((one) => ({ label: one.provider.label, one })))('errors of $label’s own app', ({ one }) => {
  const { provider, events } = one;
  let sandbox: Sandbox;
  let connection: Connection;
  const zapFor = (key: string): Zap => sandbox.zapier.createZap(key, connection);

  beforeAll(async () => {
    for (const method of ['log', 'error'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
    const lambda = inProcess(createAppHandler(createApp([one])));
    sandbox = await startSandbox({ integrations: [one], clock: virtualClock(), lambda });
    connection = await sandbox.connect();
    sandbox.provider(provider.key).fault = () => ({ status: 403 });
  });
  afterAll(async () => {
    await sandbox.close();
    jest.restoreAllMocks();
  });

  const [event] = events;
  const [create] = one.actions ?? [];
  // What the actions of BaseKit and of Buildr ask for.
  const filled = { url: 'https://example.com/hook', event: 'site.publish', event_types: ['contact.create'] };
  const tries: Record<string, () => Promise<unknown>> = {
    'connecting an account': () => sandbox.connect(),
    ...(event && provider.list && { 'testing a trigger': () => sandbox.zapier.test(zapFor(event.key)) }),
    ...(event && provider.subscriptions && { 'turning a Zap on': () => sandbox.zapier.turnOn(zapFor(event.key)) }),
    ...(create && { 'running an action': () => sandbox.zapier.create(create.key, connection, filled) }),
  };

  test.each(Object.keys(tries))('%s: fields are named by the labels that they have here', async (name) => {
    const message = await messageOf(async () => tries[name]?.());
    expect(message).toMatch(/[Cc]heck “/);
    for (const { label } of Object.values(provider.connection.fields)) {
      expect(message).not.toContain(`${provider.label} ${label}`);
    }
  });
});
