import { isIP } from 'node:net';
import { createMiddleware } from 'hono/factory';

// Every tunnel and proxy adds one of these; the page's own browser and curl do not.
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'cf-connecting-ip'];

const hostnameOf = (host: string): string => {
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : '';
};

/**
 * Whether a Host header can be ours. A web page elsewhere can let its own name point to this machine (DNS rebinding), but then the
 * browser still says that name; an address in figures cannot be made to point elsewhere.
 */
const isOurs = (host: string, named: string): boolean => {
  const hostname = hostnameOf(host);
  return hostname === 'localhost' || hostname === named || isIP(hostname) !== 0;
};

/**
 * Lets only this page and the tools of its user drive the sandbox: no web page elsewhere, and nobody at the other end of a tunnel.
 *
 * @param named the host that the server was told to listen on
 */
export const guard = (named: string) =>
  createMiddleware(async (c, next): Promise<Response | undefined> => {
    const refuse = (message: string) => c.json({ error: { name: 'Forbidden', message } }, 403);
    const host = c.req.header('host') ?? '';
    if (!isOurs(host, named)) return refuse('The sandbox does not answer under this name. Open it as localhost.');
    if (FORWARDED.some((name) => c.req.header(name) !== undefined)) {
      return refuse('The editor is not for the other end of a tunnel. See docs/tunnel.md.');
    }
    // Browsers say where a request comes from; other tools, such as curl, say nothing, and no web page can make them.
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const isForeign =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && origin !== `http://${host}`);
    // A link may lead here from anywhere, but only to the page itself.
    const isPage = c.req.method === 'GET' && !c.req.path.startsWith('/api/');
    if (isForeign && !(isPage && origin === undefined)) return refuse('Another web page cannot drive the sandbox.');
    if (c.req.method !== 'GET' && !/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
      return refuse('Send JSON, with the header Content-Type: application/json.');
    }
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    // Mantine writes its measures into style elements.
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    return undefined;
  });
