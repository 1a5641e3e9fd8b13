import { randomUUID } from 'node:crypto';
import { post, type SignedRequest } from '../providers/emulator.ts';
import { SCHEMES, schemeOf, signRequest } from '../providers/schemes.ts';
import type { HookRequest } from '../zapier/ingress.ts';
import type { Connection, Run, Zap } from '../zapier/zaps.ts';
import { type AttackContext, contextOf } from './attack.ts';
import { newBody, outcomeOf, typeOf } from './delivery.ts';
import { otherSecret } from './edit.ts';
import type { Fixture } from './fixture.ts';
import { LeakDetector } from './leak-detector.ts';
import { rawOf, runOf } from './raw.ts';

/** A Zap of somebody else's, and how its provider signs for it. */
export interface OtherZap {
  readonly url: string;
  readonly context: AttackContext;
}

/** Where one attack on one trigger is played: real requests, the real handler, and an eye on what its errors say. */
export class AttackRunner {
  readonly fixture: Fixture;
  readonly leaks: LeakDetector;
  readonly #marker = `marker-${randomUUID()}`;
  readonly #guests: Zap[] = [];

  constructor(scene: Fixture) {
    this.fixture = scene;
    const typed = Object.entries(scene.event.provider.connection.fields).filter(([, { type }]) => type === 'password');
    const secrets = typed.map(([key]) => scene.emulator.credentials[key] ?? '');
    this.leaks = new LeakDetector([this.#marker, scene.context.target.secret, ...secrets]);
  }

  get context(): AttackContext {
    return { ...this.fixture.context, now: Date.now() };
  }

  /** A genuine request that was never sent before. */
  genuine(): SignedRequest {
    return this.context.sign(JSON.stringify(newBody(this.fixture.event, this.#marker)));
  }

  /** Sends a request over HTTP, in bytes where it is no text. */
  async send(request: SignedRequest, bytes?: Uint8Array<ArrayBuffer>): Promise<string> {
    this.leaks.conceals(request, this.fixture.event);
    const before = this.#runs(request.url).length;
    await post(bytes ? { ...request, body: bytes } : request);
    await this.fixture.sandbox.zapier.idle();
    return this.#seen(this.#runs(request.url)[before]);
  }

  /** Hands a request to the app as Zapier would, with nothing on the way that could tidy it up. */
  async hand(request: SignedRequest, changes: Partial<HookRequest> = {}): Promise<string> {
    this.leaks.conceals(request, this.fixture.event);
    const { zapier } = this.fixture.sandbox;
    const run = zapier.receive(this.fixture.zap, { ...rawOf(request), ...changes });
    await zapier.idle();
    return this.#seen(run);
  }

  /** Calls the trigger with whatever stands for a raw request, or with none, without waiting for other runs. */
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
    return this.#seen(runOf(outcome, rawRequest));
  }

  /** The same Zap, had its connection or subscription kept another secret. */
  withSecret(secret: string | undefined): string {
    const { sandbox, zap, event } = this.fixture;
    const { from, field } = event.provider.secret;
    const { [field]: _own, ...rest } = zap.connection.authData;
    const authData = secret === undefined ? rest : { ...rest, [field]: secret };
    const id = randomUUID();
    const twin: Zap = {
      ...zap,
      id,
      url: zap.url.replace(zap.id, id),
      runs: [],
      ...(from === 'connection'
        ? { connection: { ...zap.connection, id: randomUUID(), authData } }
        : { subscription: { ...zap.subscription, id, secret } }),
    };
    sandbox.zapier.zaps.set(id, twin);
    this.#guests.push(twin);
    return twin.url;
  }

  /** Another Zap with the same trigger, of the same connection or of another customer's with a secret of its own. */
  async otherZap(of: 'this connection' | 'another connection'): Promise<OtherZap> {
    const { sandbox, zap, event, emulator, context } = this.fixture;
    const own = of === 'this connection';
    const { from, field } = event.provider.secret;
    const secret = otherSecret(context.target.secret);
    const authData =
      own || from !== 'connection' ? zap.connection.authData : { ...zap.connection.authData, [field]: secret };
    const connection: Connection = own ? zap.connection : { ...zap.connection, id: randomUUID(), authData };
    const other = sandbox.zapier.createZap(event.key, connection, zap.input);
    const target = await sandbox.turnOn(other, event);
    this.#guests.push(other);
    const signing = own || from !== 'connection' ? target : { ...target, secret };
    this.leaks.add(signing.secret);
    return { url: other.url, context: contextOf(event, typeOf(event), emulator, signing) };
  }

  /** What every provider that signs in another way would send, sent here: with its own secret, where the connection holds that. */
  otherSchemes(): readonly SignedRequest[] {
    const { sandbox, event, zap } = this.fixture;
    const own = JSON.stringify(schemeOf(event.provider.key));
    const others = Object.entries(SCHEMES).filter(([, scheme]) => JSON.stringify(scheme) !== own);
    return others.map(([key, scheme]) => {
      const other = sandbox.integrations.find(({ provider }) => provider.key === key)?.provider;
      const secret = (other && zap.connection.authData[other.secret.field]) ?? otherSecret('whsec_');
      this.leaks.add(secret);
      return signRequest(scheme, { url: zap.url, body: JSON.stringify(newBody(event, this.#marker)), secret });
    });
  }

  /** Lets time pass at Zapier and at the providers. The app's own clock stays: it runs on the machine's. */
  wait(seconds: number): Promise<void> {
    return this.fixture.clock.advance(1000 * seconds);
  }

  /** Puts away what the attack set up. */
  async clear(): Promise<void> {
    const { sandbox, event, emulator, zap } = this.fixture;
    sandbox.zapier.services.failCache = () => false;
    for (const guest of this.#guests) {
      if (emulator.targets.some(({ url }) => url.startsWith(guest.url))) await sandbox.turnOff(guest, event);
      sandbox.zapier.zaps.delete(guest.id);
    }
    zap.runs.length = 0;
  }

  #runs(url: string): readonly Run[] {
    const id = new URL(url).pathname.split('/').at(-1) ?? '';
    return this.fixture.sandbox.zapier.zaps.get(id)?.runs ?? [];
  }

  #seen(run: Run | undefined): string {
    if (run?.error) this.leaks.hear(run.error);
    return outcomeOf(run);
  }
}
