import { randomBytes } from 'node:crypto';
import { type Connection, type Zap, Zapier, ZapierError } from 'zapier-local';
import { asRecords, asString } from '../../schema/json.ts';
import type { Event } from '../../triggers/define-event.ts';
import type { Secret } from '../cli/secret.ts';
import { ADDRESSES, basesFrom, OTHER_SETTINGS } from './addresses.ts';
import type { Received, Step } from './evidence.ts';
import { type Hooks, listenForHooks } from './hooks.ts';
import type { LiveZap, Plan } from './plan.ts';
import { type Recorder, startRecorder } from './recorder.ts';

/** A host that no request can reach: https://www.rfc-editor.org/rfc/rfc6761#section-6.4 */
const UNREACHABLE = 'https://zapier-verified-webhooks.invalid';

/** A local Zapier whose app reaches only the provider, through a recorder. */
export interface Bench {
  readonly zapier: Zapier;
  readonly recorder: Recorder;
  readonly hooks: Hooks;
  /** The team's account, with its session once the app has connected. */
  readonly account: Connection;
  /** Connects the account, or tries to with changed values. */
  connect(changes?: Readonly<Record<string, string>>): Promise<Step>;
  /** Creates a Zap with a URL for the provider. */
  createZap(event: Event): Zap;
  /** Calls the app and notes what it did. */
  step(call: () => Promise<unknown>): Promise<Step>;
  /** The secret that verifies a Zap's deliveries. */
  secretOf(live: LiveZap): Secret;
  /** The deliveries that a Zap has received. */
  received(live: LiveZap, since?: number): readonly Received[];
  close(): Promise<void>;
}

const reasonIn = (message: string): string | undefined => /\(([a-z0-9]+(?:_[a-z0-9]+)+)\)/.exec(message)?.[1];

/** A connection without a signing secret still needs one to be complete. Nothing is signed with it. */
const withSecret = ({ provider }: Event, credentials: Plan['credentials']): Readonly<Record<string, string>> => {
  const { field } = provider.secret;
  const isNeeded = provider.connection.groups[0].includes(field) && !credentials[field];
  return isNeeded ? { ...credentials, [field]: randomBytes(24).toString('hex') } : credentials;
};

/** Starts the local Zapier of a run. */
export const startBench = async (plan: Plan, event: Event): Promise<Bench> => {
  const { app, clock, hookPort, reachableAt } = plan;
  const credentials = withSecret(event, plan.credentials);
  const recorder = await startRecorder(basesFrom({ ...plan.settings, ...credentials }), plan.forward);
  // Empty settings too: a process that ran before may still have others.
  const settings = Object.fromEntries(OTHER_SETTINGS.map((name) => [name, plan.settings[name] ?? '']));
  const environment = { ...settings };
  const authData = { ...credentials };
  for (const name of Object.keys(ADDRESSES)) {
    if (name in event.provider.connection.fields) authData[name] = recorder.addressOf(name);
    else environment[name] = recorder.addressOf(name);
  }
  const zapier = await Zapier.start({ app: { ...app, close: async () => undefined }, clock, environment });
  zapier.isLimited = false;
  const hooks = await listenForHooks(zapier, hookPort, reachableAt instanceof URL ? reachableAt.hostname : undefined);
  const origin = reachableAt === 'local' ? hooks.url : (reachableAt?.origin ?? UNREACHABLE);

  const secretOf = ({ event: { provider }, zap }: LiveZap): Secret => {
    const { from, field, previous } = provider.secret;
    const text = from === 'subscription' ? zap.subscription?.['secret'] : authData[field];
    return { text: asString(text) ?? '', source: 'the connection', ...(previous && { previous: authData[previous] }) };
  };

  const account: Connection = { id: 'conform', label: '', authData };
  const step = async (call: () => Promise<unknown>): Promise<Step> => {
    const before = recorder.exchanges.length;
    try {
      const result = await call();
      return { ok: true, result, exchanges: recorder.exchanges.slice(before) };
    } catch (error) {
      if (!(error instanceof ZapierError)) throw error;
      const exchanges = recorder.exchanges.slice(before);
      return { ok: false, result: undefined, exchanges, ...(exchanges.length === 0 && { problem: error.message }) };
    }
  };

  return {
    zapier,
    recorder,
    hooks,
    secretOf,
    account,
    connect: (changes) =>
      step(async () => {
        const { authData: connected } = await zapier.connect({ ...authData, ...changes });
        if (!changes) account.authData = connected;
      }),
    createZap(trigger) {
      const zap = zapier.createZap(trigger.key, account, plan.input);
      const withUrl: Zap = { ...zap, url: `${origin}/hooks/${zap.id}` };
      zapier.zaps.set(zap.id, withUrl);
      return withUrl;
    },
    step,
    received: (live, since = 0) =>
      live.zap.runs.slice(since).map((run, index) => ({
        event: live.event,
        request: run.request,
        headerNames: hooks.namesFor(live.zap.id)[since + index] ?? [],
        secret: secretOf(live),
        output: asRecords(run.output),
        reason: run.error && (reasonIn(run.error.message) ?? run.error.name),
        exchanges: [],
      })),
    close: async () => {
      await zapier.close();
      await Promise.all([hooks.close(), recorder.close()]);
    },
  };
};
