import type { Connection, Zap } from 'zapier-local';
import type { Event } from '../../triggers/define-event.ts';
import { typeOf } from '../event-body.ts';
import type { Emulator } from '../providers/emulator.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Subject } from '../subjects.ts';
import { type AttackContext, contextOf } from './context.ts';

/** What all attacks on one trigger share. */
export interface Fixture {
  readonly sandbox: Sandbox;
  readonly event: Event;
  readonly emulator: Emulator;
  readonly zap: Zap;
  readonly context: AttackContext;
}

/** Where fixtures are created. */
export interface FixtureOptions {
  readonly sandbox: Sandbox;
  readonly connection: Connection;
}

/** Turns on a Zap for a trigger, without a rate limit. */
export const createFixture = async (
  { sandbox, connection }: FixtureOptions,
  { event, input }: Omit<Subject, 'key'>,
): Promise<Fixture> => {
  sandbox.zapier.isLimited = false;
  const emulator = sandbox.provider(event.provider.key);
  const zap = sandbox.zapier.createZap(event.key, connection, input);
  const target = await sandbox.turnOn(zap);
  return { sandbox, event, emulator, zap, context: contextOf(event, typeOf(event), emulator, target) };
};
