import dns from 'node:dns';
import { isIP } from 'node:net';
import { isLoopback, normalizeHost } from './addresses.ts';
import type { Router } from './rules.ts';

type Target = Extract<keyof typeof dns, string>;

/** The name to look up. A DNS server would otherwise be asked for names such as `api.localhost`. */
const nameOf = (host: unknown): unknown => {
  const name = normalizeHost(String(host ?? ''));
  return name !== '' && isIP(name) === 0 && isLoopback(name) ? 'localhost' : host;
};

/** Routes the lookup of host names: `lookup`, which core uses, and the functions that ask a DNS server. */
export const routeNames = (route: Router): void => {
  const replace = (owner: object, name: string, fail: (error: Error, args: readonly unknown[]) => unknown): void => {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== 'function') return;
    Reflect.set(
      owner,
      name,
      new Proxy(original, {
        apply(target, self, [host, ...others]: unknown[]) {
          const destination = route(String(host ?? ''));
          if (destination.to === 'nowhere') return fail(destination.error, others);
          return Reflect.apply(target, self, [destination.to === 'stub' ? destination.host : nameOf(host), ...others]);
        },
      }),
    );
  };
  const callBack = (error: Error, args: readonly unknown[]): void => {
    const done = args.at(-1);
    if (typeof done === 'function') process.nextTick(done, error);
  };
  const reject = (error: Error) => Promise.reject(error);

  const names = Object.keys(dns).filter((name): name is Target => /^(lookup|resolve|reverse)/.test(name));
  for (const owner of [dns, dns.Resolver.prototype]) for (const name of names) replace(owner, name, callBack);
  for (const owner of [dns.promises, dns.promises.Resolver.prototype])
    for (const name of names) replace(owner, name, reject);
};
