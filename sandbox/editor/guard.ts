import { isIP } from 'node:net';
import { createMiddleware } from 'hono/factory';

// HTTP tunnels and proxies add at least one of these. The page's own browser and curl do not.
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'cf-connecting-ip'];

const hostnameOf = (host: string): string => {
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : '';
};

/**
 * Whether a Host header names this server. Another web page can make its own host name resolve to this machine (DNS rebinding),
 * but the browser then sends that name. An IP address cannot be rebound.
 */
const isOwnHost = (host: string, listensOn: string): boolean => {
  const hostname = hostnameOf(host);
  return hostname === 'localhost' || hostname === listensOn || isIP(hostname) !== 0;
};

/**
 * Lets only this page and local tools control the sandbox: no other web page, and no request through a tunnel.
 *
 * @param listensOn the host that the server listens on
 */
export const guard = (listensOn: string) =>
  createMiddleware(async (c, next): Promise<Response | undefined> => {
    const refuse = (message: string) => c.json({ error: { name: 'Forbidden', message } }, 403);
    const host = c.req.header('host') ?? '';
    if (!isOwnHost(host, listensOn)) return refuse('The sandbox does not accept this host name. Open it as localhost.');
    if (FORWARDED.some((name) => c.req.header(name) !== undefined)) {
      return refuse('The editor does not accept requests through a tunnel or proxy. See docs/tunnel.md.');
    }
    // Browsers always send one of these headers. Tools such as curl do not, and no web page can run them.
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const isCrossSite =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && origin !== `http://${host}`);
    // Any site may link to the page itself.
    const isPage = c.req.method === 'GET' && !c.req.path.startsWith('/api/');
    if (isCrossSite && !(isPage && origin === undefined)) return refuse('Other web pages cannot control the sandbox.');
    if (c.req.method !== 'GET' && !/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
      return refuse('Send JSON, with the header Content-Type: application/json.');
    }
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    // Mantine adds style elements.
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    return undefined;
  });
