import { isIP } from 'node:net';
import { isLoopback, normalizeHost } from './addresses.ts';
import { HostNotAllowedError } from './refusal.ts';

/** What the process of an app may connect to, besides this machine. */
export interface NetworkRules {
  /** Hosts, such as `api.example.com`. */
  readonly allow: readonly string[];
  /** Stubs by host, such as `{ 'api.example.com': 'http://localhost:3000' }`. */
  readonly api: Readonly<Record<string, string>>;
}

/** An option that cannot be used as it is. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/** Where a connection goes. */
export type Route =
  | { readonly to: 'host' }
  | { readonly to: 'stub'; readonly host: string; readonly port: number }
  | { readonly to: 'nowhere'; readonly error: HostNotAllowedError };

/** Finds the route of a connection to a host. */
export type Router = (host: string) => Route;

const EXAMPLE = 'Use a host name, such as api.example.com.';

const parseUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** Accepts a URL as well, because users copy it. */
const hostOf = (text: string): string => {
  const host = text.trim();
  if (isIP(normalizeHost(host)) !== 0) return normalizeHost(host);
  const url = parseUrl(host.includes('://') ? host : `http://${host}`);
  if (!url?.hostname) throw new OptionError(`${text} is not a host. ${EXAMPLE}`);
  return normalizeHost(url.hostname);
};

const stubOf = (host: string, text: string): Route => {
  const url = parseUrl(text);
  if (url?.protocol !== 'http:' || url.pathname !== '/' || url.search !== '' || url.username !== '')
    throw new OptionError(
      `The stub of ${host} cannot be ${text}. Use http:// with a host and a port, such as http://localhost:3000: requests keep their path, and TLS ends before the stub.`,
    );
  return { to: 'stub', host: normalizeHost(url.hostname), port: Number(url.port || 80) };
};

/** Reads the rules. Throws an OptionError if they cannot be used. */
export const createRouter = ({ allow, api }: NetworkRules): Router => {
  const routes = new Map<string, Route>();
  for (const host of allow) routes.set(hostOf(host), { to: 'host' });
  for (const [host, url] of Object.entries(api)) {
    const stub = stubOf(host, url);
    routes.set(hostOf(host), stub);
    // A stub may be on another machine.
    if (stub.to === 'stub' && !routes.has(stub.host)) routes.set(stub.host, { to: 'host' });
  }
  return (name) => {
    const host = normalizeHost(name);
    const route = routes.get(host);
    if (route) return route;
    return isLoopback(host) ? { to: 'host' } : { to: 'nowhere', error: new HostNotAllowedError(host) };
  };
};
