import type { Outcome } from '../process/outcome.ts';
import type { Bundle } from '../zapier/bundle.ts';
import type { Definition } from '../zapier/definition.ts';
import type { Connection } from '../zapier/zaps.ts';

/** The app, as the steps of its authentication need it. */
export interface AuthApp {
  definition(): Promise<Definition>;
  /** Calls a method with the connection as it is: a RefreshAuthError renews nothing. */
  invoke(method: string, bundle: Bundle, connection: Connection): Promise<Outcome>;
}
