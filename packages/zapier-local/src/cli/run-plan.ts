import type { Action } from '../zapier/definition.ts';
import type { Zap } from '../zapier/zaps.ts';
import type { Entered } from './account-options.ts';
import type { DeliveryRequest } from './captured-request.ts';

/** A request to deliver, and the name of its file. */
export interface Delivery {
  readonly name: string;
  readonly request: DeliveryRequest;
}

/** What `zapier-local run` does with a trigger. */
export interface RunPlan extends Entered {
  readonly key: string;
  readonly trigger: Action;
  readonly deliveries: readonly Delivery[];
  /** Applies Zapier's checks. */
  readonly isStrict: boolean;
  /** Called before the trigger unsubscribes. Resolves when it may. */
  keep?(zap: Zap): Promise<void>;
}
