import { randomUUID } from 'node:crypto';
import { AttackTarget, type Connection, type HookRequest, type Run, type Zap } from 'zapier-local';
import type { ProviderEmulator } from '../emulators.ts';
import { newBody, typeOf } from '../event-body.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { type AttackContext, contextOf } from './context.ts';
import { outcomeOf } from './delivery.ts';
import { otherSecret } from './edit.ts';
import type { Fixture } from './fixture.ts';
import { LeakDetector } from './leak-detector.ts';
import { rawOf, runOf } from './raw.ts';

/** Another Zap, and how its provider signs for it. */
export interface OtherZap {
  readonly url: string;
  readonly context: AttackContext;
}

/** Runs one attack on one trigger with real requests and the real handler, and searches its errors for secrets. */
export class AttackRunner extends AttackTarget<ProviderEmulator> {
  readonly fixture: Fixture;
  readonly leaks: LeakDetector;
  readonly #marker = `marker-${randomUUID()}`;
  readonly #otherZaps: Zap[] = [];

  constructor(fixture: Fixture) {
    super(fixture.sandbox.local, fixture.zap);
    this.fixture = fixture;
    const { event, emulator, context } = fixture;
    const fields = Object.entries(event.provider.connection.fields).filter(([, { type }]) => type === 'password');
    const secrets = fields.map(([key]) => emulator.credentials[key] ?? '');
    this.leaks = new LeakDetector([this.#marker, context.target.secret, ...secrets]);
  }

  get context(): AttackContext {
    return { ...this.fixture.context, now: Date.now() };
  }

  override genuine(): SignedRequest {
    return this.context.sign(JSON.stringify(newBody(this.fixture.event, this.#marker)));
  }

  /** @param bytes the body, if it is not text */
  override send(request: SignedRequest, bytes?: Uint8Array<ArrayBuffer>): Promise<string> {
    this.leaks.addSignatures(request, this.fixture.event);
    return super.send(bytes ? { ...request, body: bytes } : request);
  }

  /** Passes a request to the app without HTTP, which would normalize its headers. */
  async sendRaw(request: SignedRequest, changes: Partial<HookRequest> = {}): Promise<string> {
    this.leaks.addSignatures(request, this.fixture.event);
    const { zapier } = this.local;
    const run = zapier.receive(this.zapAt(request.url), { ...rawOf(request), ...changes });
    await zapier.idle();
    return this.outcomeOf(await this.ended(run));
  }

  /** Calls the trigger with any raw request, or without one. Calls can overlap. */
  async call(rawRequest: Readonly<Record<string, unknown>> | undefined): Promise<string> {
    const { sandbox, zap } = this.fixture;
    const bundle = {
      inputData: zap.input,
      ...(zap.subscription && { subscribeData: zap.subscription }),
      meta: { zap: { id: zap.id } },
      ...(rawRequest && { rawRequest }),
      cleanedRequest: {},
    };
    const outcome = await sandbox.zapier.call(`triggers.${zap.trigger}.operation.perform`, bundle, zap.connection);
    return this.outcomeOf(runOf(outcome, rawRequest));
  }

  /** The URL of the same Zap with another secret in its connection or subscription. */
  withSecret(secret: string | undefined): string {
    const { sandbox, zap, event } = this.fixture;
    const { from, field } = event.provider.secret;
    const { [field]: _old, ...rest } = zap.connection.authData;
    const authData = secret === undefined ? rest : { ...rest, [field]: secret };
    const id = randomUUID();
    const copy: Zap = {
      ...zap,
      id,
      url: zap.url.replace(zap.id, id),
      runs: [],
      ...(from === 'connection'
        ? { connection: { ...zap.connection, id: randomUUID(), authData } }
        : { subscription: { ...zap.subscription, id, secret } }),
    };
    sandbox.zapier.zaps.set(id, copy);
    this.#otherZaps.push(copy);
    return copy.url;
  }

  /** Creates another Zap with the same trigger and the same connection, or another customer's connection and secret. */
  async otherZap(of: 'this connection' | 'another connection'): Promise<OtherZap> {
    const { sandbox, zap, event, emulator, context } = this.fixture;
    const { from, field } = event.provider.secret;
    const isOther = of === 'another connection';
    const hasOtherSecret = isOther && from === 'connection';
    const secret = otherSecret(context.target.secret);
    const authData = hasOtherSecret ? { ...zap.connection.authData, [field]: secret } : zap.connection.authData;
    const connection: Connection = isOther ? { ...zap.connection, id: randomUUID(), authData } : zap.connection;
    const other = sandbox.zapier.createZap(event.key, connection, zap.input);
    this.#otherZaps.push(other);
    const created = await sandbox.turnOn(other);
    const target = hasOtherSecret ? { ...created, secret } : created;
    this.leaks.add(target.secret);
    return { url: other.url, context: contextOf(event, typeOf(event), emulator, target) };
  }

  /** Removes what the attack set up. */
  async clear(): Promise<void> {
    const { sandbox, emulator, zap } = this.fixture;
    Object.assign(sandbox.zapier.services, { failCache: () => false, cacheLatency: 0 });
    emulator.fault = () => undefined;
    for (const other of this.#otherZaps.splice(0)) {
      if (emulator.targets.some(({ url }) => url.startsWith(other.url))) await sandbox.turnOff(other);
      sandbox.zapier.zaps.delete(other.id);
    }
    zap.runs.length = 0;
  }

  protected override outcomeOf(run: Run): string {
    if (run.error) this.leaks.inspect(run.error);
    return outcomeOf(this.fixture.event, run);
  }
}
