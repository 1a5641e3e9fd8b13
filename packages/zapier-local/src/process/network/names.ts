import dns from 'node:dns';
import type { Router } from './rules.ts';

type Target = Extract<keyof typeof dns, string>;

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
          return Reflect.apply(target, self, [destination.to === 'stub' ? destination.host : host, ...others]);
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
