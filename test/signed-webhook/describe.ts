import type { SignedBench } from './bench.ts';
import type { Headers } from './signing.ts';

type Inputs = Readonly<Record<string, unknown>>;

/** A body of a sender that the user describes. */
export const BODY = '{"data":{"id":"d-1"},"type":"order.paid"}';

/** The inputs of a Zap for a sender that the user describes. */
export const custom = (inputs: Inputs): Inputs => ({ sender: 'custom', header: 'X-Signature', ...inputs });

/** Sends a request to a new Zap for a sender that the user describes. */
export const deliverTo = async (bench: SignedBench, inputs: Inputs, headers: Headers, body = BODY) =>
  bench.deliver(await bench.zapOf(custom(inputs)), { body, headers });
