import dns from 'node:dns';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);

/** Limits this process to the loopback. Core resolves every host name with `dns.lookup`. */
export const limitToLoopback = (): void => {
  dns.lookup = new Proxy(dns.lookup, {
    apply(target, self, args: unknown[]) {
      const [host] = args;
      if (typeof host === 'string' && LOOPBACK.has(host)) return Reflect.apply(target, self, args);
      const done = args.at(-1);
      if (typeof done === 'function') done(new Error(`zapier-local only connects to this machine, not to ${host}`));
      return undefined;
    },
  });
};
