import { post, ZapierError } from 'zapier-local';
import * as z from 'zod';
import type { EditorSession } from './editor-session.ts';
import { askFields } from './fields.ts';
import type { Done, FieldView, RecordView, ZapView } from './protocol.ts';
import { recordView } from './rows.ts';
import { UserError } from './user-error.ts';

type Input = Readonly<Record<string, unknown>>;

const isFilled = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

// Zapier omits empty fields.
const filledIn = <T>(values: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => isFilled(value)));

/** The steps of the Zap editor. */
export const createSteps = (session: EditorSession) => {
  const { zapier } = session.sandbox;
  const connected = () => {
    if (!session.connection) throw new UserError('Connect an account first.');
    return session.connection;
  };

  const addTarget = (trigger: string): void => {
    const { emulator, zap } = session.sourceOf(trigger);
    emulator.addTarget?.(zap.url, session.eventOf(trigger).provider.verifier.scheme);
  };
  const removeTargets = (trigger: string): number => {
    const { emulator } = session.sourceOf(trigger);
    const targets = session.targetsOf(trigger);
    for (const { id } of targets) emulator.removeTarget?.(id);
    return targets.length;
  };

  return {
    connect: (values: Readonly<Record<string, string>>): Promise<Done<{ readonly label: string }>> =>
      session.perform(async () => {
        const connection = await zapier.connect(filledIn(values));
        session.connection = connection;
        for (const { zap } of session.entries.values()) if (!zap.isOn) zap.connection = connection;
        return { label: connection.label };
      }),

    /** Creates the Zap of a trigger, if there is none. */
    async choose(trigger: string): Promise<ZapView> {
      session.eventOf(trigger);
      const connection = connected();
      // Loaded now, so that the first delivery does not wait for it.
      await session.specOf(trigger);
      const inputFields = await askFields(zapier, `triggers.${trigger}.operation.inputFields`, connection);
      if (!session.entries.has(trigger)) {
        session.entries.set(trigger, { zap: zapier.createZap(trigger, connection), inputFields, wasOn: false });
        session.emitState();
      }
      return session.zapView(trigger);
    },

    /** Saves the input. Fields and the sender's webhook may depend on it. */
    async setUp(trigger: string, input: Input): Promise<ZapView> {
      const entry = session.entryOf(trigger);
      const { zap } = entry;
      if (zap.isOn) throw new UserError('Turn the Zap off before you change its setup.');
      zap.input = filledIn(input);
      if (entry.inputFields.some(({ altersDynamicFields }) => altersDynamicFields)) {
        const method = `triggers.${trigger}.operation.inputFields` as const;
        entry.inputFields = await askFields(zapier, method, zap.connection, zap.input);
        if (removeTargets(trigger) > 0) addTarget(trigger);
      }
      session.emitState();
      return session.zapView(trigger);
    },

    /** Pastes the URL into the provider's settings, as a user does for a static webhook. */
    pasteUrl(trigger: string): ZapView {
      const { emulator, label } = session.sourceOf(trigger);
      if (!emulator.addTarget)
        throw new UserError(`The app subscribes at ${label}, so you do not paste its URL there.`);
      if (session.targetsOf(trigger).length === 0) addTarget(trigger);
      session.emitState();
      return session.zapView(trigger);
    },

    /** Removes the URL from the provider's settings. */
    removeUrl(trigger: string): ZapView {
      removeTargets(trigger);
      session.emitState();
      return session.zapView(trigger);
    },

    /** “Test trigger”. */
    test: (trigger: string): Promise<Done<readonly RecordView[]>> =>
      session.perform(async () => {
        const records = await zapier.test(session.entryOf(trigger).zap);
        const spec = await session.specOf(trigger);
        return records.map((record, index) => recordView(session.eventOf(trigger).noun, index, record, spec));
      }),

    turnOn: (trigger: string): Promise<Done<ZapView>> =>
      session.perform(async () => {
        const entry = session.entryOf(trigger);
        await zapier.turnOn(entry.zap);
        entry.wasOn = true;
        return session.zapView(trigger);
      }),

    /** Turns the Zap off, then sends a request to its URL. */
    turnOff: (trigger: string): Promise<Done<{ readonly status: number }>> =>
      session.perform(async () => {
        const { zap } = session.entryOf(trigger);
        const outcome = await zapier.turnOff(zap);
        if (!outcome.ok) throw new ZapierError(outcome.error);
        const headers = { 'content-type': 'application/json' };
        return { status: await post({ url: zap.url, method: 'POST', headers, body: '{}' }) };
      }),

    /** The input fields of an action. */
    createFields: (key: string, input: Input): Promise<readonly FieldView[]> =>
      askFields(zapier, `creates.${key}.operation.inputFields`, session.connection, filledIn(input)),

    /** “Test step”: runs an action. */
    create: (key: string, input: Input): Promise<Done<RecordView>> =>
      session.perform(async () => {
        const connection = connected();
        const output = await zapier.create(key, connection, filledIn(input));
        const fields = await askFields(zapier, `creates.${key}.operation.outputFields`, connection);
        const action = (await zapier.definition()).creates[key];
        return recordView(action?.noun ?? '', 0, output, {
          fields,
          sample: action?.operation['sample'],
          schema: z.unknown(),
        });
      }),
  };
};

/** The steps of the editor. */
export type Steps = ReturnType<typeof createSteps>;
