import { type Connection, inThisProcess, virtualClock, type Zap } from 'zapier-local';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';

const withApi = integrations.filter(({ provider }) => provider.connection.test);

/** The error that the user reads. */
const messageOf = async (run: () => Promise<unknown>): Promise<string> => {
  const outcome = await run().catch((error: unknown) => error);
  return outcome instanceof Error ? outcome.message : 'no error';
};

describe.each(withApi.map((one) => ({ label: one.provider.label, one })))(
  'the errors of $label’s own app',
  ({ one }) => {
    const { provider, events } = one;
    let sandbox: Sandbox;
    let connection: Connection;
    const zapFor = (key: string): Zap => sandbox.zapier.createZap(key, connection);

    beforeAll(async () => {
      for (const method of ['log', 'error'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
      const app = inThisProcess(createAppHandler(createApp([one])));
      sandbox = await startSandbox({ integrations: [one], clock: virtualClock(), app });
      connection = await sandbox.connect();
      sandbox.provider(provider.key).fault = () => ({ status: 403 });
    });
    afterAll(async () => {
      await sandbox.close();
      jest.restoreAllMocks();
    });

    const [event] = events;
    const [create] = one.actions ?? [];
    // The inputs of BaseKit's and Buildr's actions.
    const inputs = { url: 'https://example.com/hook', event: 'site.publish', event_types: ['contact.create'] };
    const calls: Record<string, () => Promise<unknown>> = {
      'connecting an account': () => sandbox.connect(),
      ...(event && provider.list && { 'testing a trigger': () => sandbox.zapier.test(zapFor(event.key)) }),
      ...(event && provider.subscriptions && { 'turning a Zap on': () => sandbox.zapier.turnOn(zapFor(event.key)) }),
      ...(create && { 'running an action': () => sandbox.zapier.create(create.key, connection, inputs) }),
    };

    test.each(Object.keys(calls))('name fields by their labels in this app: %s', async (name) => {
      const message = await messageOf(async () => calls[name]?.());
      const { credentials, fields } = provider.connection;
      for (const key of credentials) expect(message).toContain(`“${fields[key]?.label}”`);
      for (const { label } of Object.values(fields)) expect(message).not.toContain(`${provider.label} ${label}`);
    });
  },
);
