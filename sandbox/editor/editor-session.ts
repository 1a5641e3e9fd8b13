import { type Connection, type Zap, ZapierError } from 'zapier-local';
import type { Event } from '../../triggers/define-event.ts';
import type { Target } from '../providers/emulator.ts';
import { maskBody, maskSecrets } from '../providers/mask.ts';
import type { Sandbox } from '../sandbox.ts';
import { configured } from '../subjects.ts';
import { askFields } from './fields.ts';
import type { AppView, CallView, Done, FieldView, Message, StateView, TargetView, ZapView } from './protocol.ts';
import type { RecordSpec } from './rows.ts';
import { secretsOf } from './secrets.ts';
import type { Tracer } from './tracer.ts';
import { UserError } from './user-error.ts';

/** A Zap, and what the page shows about it. */
export interface ZapEntry {
  readonly zap: Zap;
  inputFields: readonly FieldView[];
  wasOn: boolean;
}

/** The state of the editor: one connection, and one Zap for each trigger that was opened. */
export class EditorSession {
  readonly sandbox: Sandbox;
  readonly tracer: Tracer;
  readonly app: AppView;
  /** Zaps by the key of their trigger. */
  readonly entries = new Map<string, ZapEntry>();
  connection: Connection | undefined;
  readonly #publicBase: string | undefined;
  readonly #listeners = new Set<(message: Message) => void>();
  readonly #specs = new Map<string, RecordSpec>();
  #queue: Promise<unknown> = Promise.resolve();

  /** @param publicBase the URL of the user's tunnel */
  constructor(sandbox: Sandbox, tracer: Tracer, app: AppView, publicBase?: string) {
    this.sandbox = sandbox;
    this.tracer = tracer;
    this.app = app;
    this.#publicBase = publicBase;
  }

  /** Calls a listener on every change. Returns a function that removes it. */
  listen(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(message: Message): void {
    for (const listener of this.#listeners) listener(message);
  }

  emitState(): void {
    const { connection, zaps } = this.state();
    this.emit({ kind: 'state', connection: connection ?? null, zaps });
  }

  /** The event of a trigger, with the sender that its Zap selects. */
  eventOf(trigger: string): Event {
    const event = this.sandbox.events.find(({ key }) => key === trigger);
    if (!event) throw new UserError(`The app has no trigger ${trigger}.`);
    return configured(event, this.entries.get(trigger)?.zap.input ?? {});
  }

  entryOf(trigger: string): ZapEntry {
    const entry = this.entries.get(trigger);
    if (!entry) throw new UserError('This trigger has no Zap yet. Connect an account, then choose the trigger.');
    return entry;
  }

  /** The Zap of a trigger and the emulator that sends its events. */
  sourceOf(trigger: string) {
    const { provider } = this.eventOf(trigger);
    return { zap: this.entryOf(trigger).zap, emulator: this.sandbox.provider(provider.key), label: provider.label };
  }

  /** The provider's webhooks for a Zap. */
  targetsOf(trigger: string): readonly Target[] {
    const { emulator, zap } = this.sourceOf(trigger);
    return emulator.targets.filter(({ url }) => url.startsWith(zap.url));
  }

  get secrets(): readonly string[] {
    return secretsOf(this.app, this.sandbox, this.connection);
  }

  /** The labels, sample and schema of a trigger's output. */
  async specOf(trigger: string): Promise<RecordSpec> {
    const known = this.#specs.get(trigger);
    if (known) return known;
    const { sample, output } = this.eventOf(trigger);
    const fields = await askFields(this.sandbox.zapier, `triggers.${trigger}.operation.outputFields`);
    const spec = { fields, sample, schema: output };
    this.#specs.set(trigger, spec);
    return spec;
  }

  state(): Omit<StateView, 'deliveries'> {
    const { connection } = this;
    const auth = connection?.authData ?? {};
    const connected = this.app.providers.filter(({ fields }) => fields.some((key) => auth[key]));
    return {
      ...(connection && { connection: { label: connection.label, providers: connected.map(({ key }) => key) } }),
      zaps: [...this.entries.keys()].map((trigger) => this.zapView(trigger)),
    };
  }

  zapView(trigger: string): ZapView {
    const { zap, wasOn, inputFields } = this.entryOf(trigger);
    const { secrets } = this;
    const targets = this.targetsOf(trigger).map(
      ({ id, url, types }): TargetView => ({ id, url: maskSecrets(url, secrets), types }),
    );
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

  /** Runs a task of the user and records its API calls. One at a time, so that each call belongs to one task. */
  perform<T>(task: () => Promise<T>): Promise<Done<T>> {
    const done = this.#queue.then(() => this.#record(task));
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #record<T>(task: () => Promise<T>): Promise<Done<T>> {
    const started = performance.now();
    const { result, traces } = await this.tracer.record(async () => {
      try {
        return { result: await task() };
      } catch (error) {
        if (!(error instanceof ZapierError) && !(error instanceof UserError)) throw error;
        return { error: { name: error.name, message: error.message } };
      }
    });
    this.emitState();
    const calls = this.masked(traces.flatMap(({ api }) => api));
    return { ...result, calls, milliseconds: performance.now() - started };
  }

  masked(calls: readonly CallView[]): readonly CallView[] {
    const { secrets } = this;
    const mask = (text: string) => maskSecrets(text, secrets);
    return calls.map((call) => ({
      ...call,
      path: mask(call.path),
      requestBody: mask(call.requestBody),
      responseBody: mask(call.responseBody),
    }));
  }
}
