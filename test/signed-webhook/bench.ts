import { type Connection, type Run, type VirtualClock, virtualClock, type Zap, type Zapier } from 'zapier-local';
import { signedWebhook } from '../../integrations.ts';
import { captureConsole } from '../helpers/console.ts';
import { startInProcess } from '../helpers/fake-app.ts';
import { reasonOf } from '../helpers/runs.ts';
import { type Request, SECRET } from './signing.ts';

type Inputs = Readonly<Record<string, unknown>>;

/** The app of this provider in a local Zapier. */
export interface SignedBench {
  readonly zapier: Zapier;
  /** The clock of Zapier's cache. */
  readonly clock: VirtualClock;
  /** What the app has printed. */
  readonly printed: string[];
  /** Connects an account, with the usual secret unless others are given. */
  connect(authData?: Readonly<Record<string, string>>): Promise<Connection>;
  /** Creates a Zap and turns it on. */
  zapOf(inputs: Inputs | string, connection?: Connection): Promise<Zap>;
  /** Sends a request to the Zap's URL, and returns its run. */
  deliver(zap: Zap, request: Request): Promise<Run>;
  /** “Test trigger”. */
  list(inputs: Inputs | string, connection?: Connection): Promise<readonly Inputs[]>;
}

/** What became of a request: `delivered`, `dropped`, or the error with its reason. */
export const outcomeOf = (run: Run): string => {
  if (run.error) return `${run.error.name} ${reasonOf(run)}`;
  return run.output.length > 0 ? 'delivered' : 'dropped';
};

const inputsOf = (inputs: Inputs | string): Inputs => (typeof inputs === 'string' ? { sender: inputs } : inputs);

const makeBench = (zapier: Zapier, clock: VirtualClock, printed: string[], usual: Connection): SignedBench => ({
  zapier,
  clock,
  printed,
  connect: (authData = { signed_webhook_secret: SECRET }) => zapier.connect(authData),
  async zapOf(inputs, connection = usual) {
    const zap = zapier.createZap('signed_webhook_received', connection, inputsOf(inputs));
    await zapier.turnOn(zap);
    return zap;
  },
  deliver: (zap, { body, headers }) =>
    zapier.deliver(zap, {
      url: zap.url,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    }),
  list: (inputs, connection = usual) =>
    zapier.test(zapier.createZap('signed_webhook_received', connection, inputsOf(inputs))),
});

/** Starts the app in Zapier's real core before the tests of a file, and stops it after them. */
export const openSigned = (integrations = [signedWebhook]): SignedBench => {
  let bench: SignedBench | undefined;
  beforeAll(async () => {
    const printed = captureConsole();
    const clock = virtualClock();
    const zapier = await startInProcess(integrations, clock);
    zapier.isLimited = false;
    bench = makeBench(zapier, clock, printed, await zapier.connect({ signed_webhook_secret: SECRET }));
  });
  afterAll(async () => {
    await bench?.zapier.close();
    jest.restoreAllMocks();
  });
  // Test files use the bench before it has started, so this looks it up on each access.
  return new Proxy<SignedBench>(Object.create(null), {
    get: (_target, name) => {
      if (!bench) throw new Error('The app runs only inside tests');
      return Reflect.get(bench, name);
    },
  });
};
