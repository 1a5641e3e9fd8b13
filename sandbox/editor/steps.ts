import * as z from 'zod';
import { post } from '../providers/emulator.ts';
import { ZapierError } from '../zapier/zaps.ts';
import { type EditorSession, Refused } from './editor-session.ts';
import { askFields } from './fields.ts';
import type { Done, FieldView, RecordView, ZapView } from './protocol.ts';
import { recordView } from './rows.ts';

type Input = Readonly<Record<string, unknown>>;

const isFilled = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

// Zapier leaves out what the user left empty.
const filledIn = <T>(values: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => isFilled(value)));

/** What the user does, step by step, in the words of the Zap editor. */
export const makeSteps = (desk: EditorSession) => {
  const { zapier } = desk.sandbox;
  const connected = () => {
    if (!desk.connection) throw new Refused('Connect an account first.');
    return desk.connection;
  };

  return {
    /** Opens the session, tests the connection and asks for its label, as Zapier does. */
    connect: (values: Readonly<Record<string, string>>): Promise<Done<{ readonly label: string }>> =>
      desk.perform(async () => {
        const connection = await zapier.connect(filledIn(values));
        desk.connection = connection;
        for (const { zap } of desk.held.values()) if (!zap.isOn) zap.connection = connection;
        return { label: connection.label };
      }),

    /** Makes the Zap of a trigger, unless there is one. */
    async choose(trigger: string): Promise<ZapView> {
      desk.eventOf(trigger);
      const connection = connected();
      await desk.expectedOf(trigger);
      const inputFields = await askFields(zapier, `triggers.${trigger}.operation.inputFields`, connection);
      if (!desk.held.has(trigger)) {
        desk.held.set(trigger, { zap: zapier.createZap(trigger, connection), inputFields, wasOn: false });
        desk.changed();
      }
      return desk.zapView(trigger);
    },

    /** Changes the set-up. */
    setUp(trigger: string, input: Input): ZapView {
      const zap = desk.zapOf(trigger);
      if (zap.isOn) throw new Refused('Turn the Zap off before you change its set-up.');
      zap.input = filledIn(input);
      desk.changed();
      return desk.zapView(trigger);
    },

    /** Does what a user does in the provider's settings: pastes the URL there. */
    paste(trigger: string): ZapView {
      const { emulator, zap, label } = desk.place(trigger);
      if (!emulator.addTarget)
        throw new Refused(`The app subscribes at ${label} by itself: there is nothing to paste.`);
      if (!desk.targetOf(trigger)) emulator.addTarget(zap.url);
      desk.changed();
      return desk.zapView(trigger);
    },

    /** Takes the URL out of the provider's settings. */
    takeOut(trigger: string): ZapView {
      const target = desk.targetOf(trigger);
      if (target) desk.place(trigger).emulator.removeTarget?.(target.id);
      desk.changed();
      return desk.zapView(trigger);
    },

    /** “Test trigger”. */
    test: (trigger: string): Promise<Done<readonly RecordView[]>> =>
      desk.perform(async () => {
        const records = await zapier.test(desk.zapOf(trigger));
        const expected = await desk.expectedOf(trigger);
        return records.map((record, index) => recordView(desk.eventOf(trigger).noun, index, record, expected));
      }),

    turnOn: (trigger: string): Promise<Done<ZapView>> =>
      desk.perform(async () => {
        const entry = desk.entryOf(trigger);
        await zapier.turnOn(entry.zap);
        entry.wasOn = true;
        return desk.zapView(trigger);
      }),

    /** Turns the Zap off, then knocks at its URL. */
    turnOff: (trigger: string): Promise<Done<{ readonly status: number }>> =>
      desk.perform(async () => {
        const zap = desk.zapOf(trigger);
        const outcome = await zapier.turnOff(zap);
        if (!outcome.ok) throw new ZapierError(outcome.error);
        const headers = { 'content-type': 'application/json' };
        return { status: await post({ url: zap.url, method: 'POST', headers, body: '{}' }) };
      }),

    /** The fields of an action. */
    createFields: (key: string): Promise<readonly FieldView[]> =>
      askFields(zapier, `creates.${key}.operation.inputFields`, desk.connection),

    /** Runs an action. */
    create: (key: string, input: Input): Promise<Done<RecordView>> =>
      desk.perform(async () => {
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
export type Steps = ReturnType<typeof makeSteps>;
