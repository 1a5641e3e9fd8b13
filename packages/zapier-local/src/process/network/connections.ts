import net from 'node:net';
import tls from 'node:tls';
import { isLoopback, normalizeHost } from './addresses.ts';
import type { Router } from './rules.ts';

type Options = Readonly<Record<string, unknown>>;
type Listener = (...args: unknown[]) => void;

const isListener = (value: unknown): value is Listener => typeof value === 'function';

/** Reads the forms of arguments that Node accepts: `(options)`, `(port, host, options)` and `(path)`, each with a listener. */
const readArguments = (args: readonly unknown[]): { options: Options; listener: Listener | undefined } => {
  // Inside Node, one list holds all arguments.
  if (Array.isArray(args[0])) return readArguments(args[0]);
  const [first, second] = args;
  const rest: Options = Object.assign({}, ...args.filter((arg) => typeof arg === 'object'));
  const listener = args.find(isListener);
  if (typeof first === 'object') return { options: rest, listener };
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { options: { path: first, ...rest }, listener };
  return { options: { port: first, ...(typeof second === 'string' && { host: second }), ...rest }, listener };
};

/** The host of a connection, or undefined for a socket of this machine’s file system. */
const hostOf = ({ path, host }: Options): string | undefined => (path ? undefined : String(host ?? 'localhost'));

/** What a TLS socket has and HTTP clients read. */
const SECURE = {
  encrypted: true,
  authorized: true,
  authorizationError: null,
  alpnProtocol: false,
  getPeerCertificate: () => ({}),
  getProtocol: () => 'TLSv1.3',
  getCipher: () => ({ name: 'TLS_AES_256_GCM_SHA384', standardName: 'TLS_AES_256_GCM_SHA384', version: 'TLSv1.3' }),
  getSession: () => undefined,
  isSessionReused: () => false,
};

/** Makes a plain connection to a stub look like one with TLS. */
const asSecure = (socket: net.Socket, options: Options, listener: Listener | undefined): net.Socket => {
  Object.assign(socket, SECURE, { servername: options['servername'] ?? options['host'] });
  if (listener) socket.once('secureConnect', listener);
  const report = () => socket.emit('secureConnect');
  if (socket.connecting) socket.once('connect', report);
  else setImmediate(report);
  return socket;
};

/** Routes all TCP and TLS connections of this process. Every HTTP client of Node uses these two functions. */
export const routeConnections = (route: Router): void => {
  const redirected = new WeakSet<object>();

  net.Socket.prototype.connect = new Proxy(net.Socket.prototype.connect, {
    apply(target, socket: net.Socket, args: unknown[]) {
      const { options, listener } = readArguments(args);
      const host = hostOf(options);
      const { to, ...destination } = host === undefined ? ({ to: 'host' } as const) : route(host);
      const { lookup, ...others } = options;
      const rest = listener ? [listener] : [];
      if (to === 'host') {
        // The app's own lookup may find another machine.
        const isRouted = host === undefined || !lookup || !isLoopback(normalizeHost(host));
        return Reflect.apply(target, socket, isRouted ? args : [others, ...rest]);
      }
      redirected.add(socket);
      // A name that is no address makes Node call the function that fails.
      const changed =
        'error' in destination
          ? {
              ...others,
              host: 'refused.invalid',
              lookup: (_: string, __: object, done: Listener) => done(destination.error),
            }
          : { ...others, ...destination };
      return Reflect.apply(target, socket, [changed, ...rest]);
    },
  });

  tls.connect = new Proxy(tls.connect, {
    apply(target, self, args: unknown[]) {
      const { options, listener } = readArguments(args);
      const { socket } = options;
      if (socket instanceof net.Socket && redirected.has(socket)) return asSecure(socket, options, listener);
      const host = socket ? undefined : hostOf(options);
      if (host === undefined || route(host).to !== 'stub') return Reflect.apply(target, self, args);
      return asSecure(net.connect({ ...options, host, port: Number(options['port']) }), options, listener);
    },
  });
};
