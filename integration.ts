import type { Action } from './creates/define-action.ts';
import type { Provider } from './providers/provider.ts';
import type { Event } from './triggers/define-event.ts';

/** A provider with all that a Zap can start from and do. */
export interface Integration {
  readonly provider: Provider;
  readonly events: readonly Event[];
  readonly actions?: readonly Action[];
}
