import type { Event } from '../../triggers/define-event.ts';
import type { Target } from '../providers/emulator.ts';
import { maskBody, maskSecrets } from '../providers/mask.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Connection, type Zap, ZapierError } from '../zapier/zaps.ts';
import { askFields } from './fields.ts';
import type { AppView, CallView, Done, FieldView, Message, StateView, TargetView, ZapView } from './protocol.ts';
import type { Expected } from './rows.ts';
import type { Trace, Tracer } from './tracer.ts';

/** A problem that the user of the page can mend, in words for him. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** A Zap with what the page has to know about it besides. */
export interface Held {
  readonly zap: Zap;
  readonly inputFields: readonly FieldView[];
  wasOn: boolean;
}

/** What a person at a Zap editor has in front of him: one connection, one Zap for each trigger, and what came of them. */
export class EditorSession {
  readonly sandbox: Sandbox;
  readonly watch: Tracer;
  readonly app: AppView;
  readonly #publicBase: string | undefined;
  readonly #listeners = new Set<(message: Message) => void>();
  /** Zaps by the key of their trigger. */
  readonly held = new Map<string, Held>();
  readonly #expected = new Map<string, Expected>();
  connection: Connection | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(sandbox: Sandbox, watch: Tracer, app: AppView, publicBase?: string) {
    this.sandbox = sandbox;
    this.watch = watch;
    this.app = app;
    this.#publicBase = publicBase;
  }

  /** Hears of every change, until the returned function is called. */
  listen(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(message: Message): void {
    for (const listener of this.#listeners) listener(message);
  }

  /** The event that a trigger starts from. */
  eventOf(trigger: string): Event {
    const event = this.sandbox.events.find(({ key }) => key === trigger);
    if (!event) throw new Refused(`The app has no trigger ${trigger}.`);
    return event;
  }

  /** The Zap of a trigger. */
  zapOf(trigger: string): Zap {
    return this.entryOf(trigger).zap;
  }

  entryOf(trigger: string): Held {
    const entry = this.held.get(trigger);
    if (!entry) throw new Refused('There is no such Zap yet. Connect an account, then choose the trigger.');
    return entry;
  }

  /** What must not be seen: passwords, tokens, and what signs. */
  get secrets(): readonly string[] {
    const passwords = new Set(this.app.fields.filter(({ type }) => type === 'password').map(({ key }) => key));
    const known = new Set(this.app.fields.map(({ key }) => key));
    const isSecret = ([key]: readonly [string, string]) => passwords.has(key) || !known.has(key);
    const emulators = this.sandbox.integrations.map(({ provider }) => this.sandbox.provider(provider.key));
    return [
      ...Object.entries(this.connection?.authData ?? {}).filter(isSecret),
      ...emulators.flatMap(({ credentials }) => Object.entries(credentials).filter(isSecret)),
      ...emulators.flatMap(({ targets }) => targets.map(({ secret }) => ['', secret] as const)),
    ].map(([, value]) => value);
  }

  /** What the outputs of a trigger are held against. */
  async expectedOf(trigger: string): Promise<Expected> {
    const held = this.#expected.get(trigger);
    if (held) return held;
    const { sample, output } = this.eventOf(trigger);
    const fields = await askFields(this.sandbox.zapier, `triggers.${trigger}.operation.outputFields`);
    const expected = { fields, sample, schema: output };
    this.#expected.set(trigger, expected);
    return expected;
  }

  state(): Omit<StateView, 'deliveries'> {
    const connection = this.connection;
    const auth = connection?.authData ?? {};
    const holding = this.app.providers.filter(({ fields }) => fields.some((key) => auth[key]));
    return {
      ...(connection && { connection: { label: connection.label, providers: holding.map(({ key }) => key) } }),
      zaps: [...this.held.keys()].map((trigger) => this.zapView(trigger)),
    };
  }

  /** What the provider holds for a Zap. */
  targetOf(trigger: string): Target | undefined {
    const { emulator, zap } = this.place(trigger);
    return emulator.targets.find(({ url }) => url.startsWith(zap.url));
  }

  zapView(trigger: string): ZapView {
    const { emulator, zap } = this.place(trigger);
    const { wasOn, inputFields } = this.entryOf(trigger);
    const mask = (text: string) => maskSecrets(text, this.secrets);
    const targets = emulator.targets
      .filter(({ url }) => url.startsWith(zap.url))
      .map(({ id, url, types }): TargetView => ({ id, url: mask(url), types }));
    return {
      id: zap.id,
      trigger,
      url: zap.url,
      ...(this.#publicBase !== undefined && { publicUrl: `${this.#publicBase}/hooks/${zap.id}` }),
      isOn: zap.isOn,
      wasOn,
      input: zap.input,
      inputFields,
      ...(zap.subscription && { subscription: JSON.parse(maskBody(JSON.stringify(zap.subscription))) }),
      targets,
    };
  }

  /** A Zap and where its events come from. */
  place(trigger: string) {
    const { provider } = this.eventOf(trigger);
    return { zap: this.zapOf(trigger), emulator: this.sandbox.provider(provider.key), label: provider.label };
  }

  /** Tells everybody what the Zaps and the connection are now. */
  changed(): void {
    const { connection, zaps } = this.state();
    this.tell({ kind: 'state', connection: connection ?? null, zaps });
  }

  /** One after the other, so that each is told with its own calls. */
  perform<T>(task: () => Promise<T>): Promise<Done<T>> {
    const done = this.#queue.then(() => this.#timed(task));
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #timed<T>(task: () => Promise<T>): Promise<Done<T>> {
    const started = performance.now();
    const { result, traces } = await this.watch.during(async () => {
      try {
        return { result: await task() };
      } catch (error) {
        if (!(error instanceof ZapierError) && !(error instanceof Refused)) throw error;
        return { error: { name: error.name, message: error.message } };
      }
    });
    this.changed();
    return { ...result, calls: this.#calls(traces), milliseconds: performance.now() - started };
  }

  #calls(traces: readonly Trace[]): readonly CallView[] {
    const { secrets } = this;
    const mask = (text: string) => maskSecrets(text, secrets);
    return traces
      .flatMap(({ api }) => api)
      .map((call) => ({ ...call, path: mask(call.path), sent: mask(call.sent), answered: mask(call.answered) }));
  }
}
