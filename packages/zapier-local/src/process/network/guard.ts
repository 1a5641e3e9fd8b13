import { syncBuiltinESMExports } from 'node:module';
import { routeConnections } from './connections.ts';
import { routeDatagrams } from './datagrams.ts';
import { explainFetch } from './fetch.ts';
import { routeNames } from './names.ts';
import { createRouter, type NetworkRules } from './rules.ts';

/**
 * Limits this process to the loopback, except for the hosts that the rules name. It holds for every TCP, TLS and UDP connection
 * of the main thread, and for host names. It is not for hostile code: programs and threads that the app starts are not limited.
 */
export const guardNetwork = (rules: NetworkRules): void => {
  const route = createRouter(rules);
  routeConnections(route);
  routeNames(route);
  routeDatagrams();
  explainFetch();
  // Otherwise `import { connect } from 'node:tls'` has the original function.
  syncBuiltinESMExports();
};
