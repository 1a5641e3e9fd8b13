import http from 'node:http';
import https from 'node:https';
import type { Router } from '../../process/network/rules.ts';

/** The response to a request of a page, without its body. */
export interface Page {
  readonly status: number;
  /** Where it redirects to, if it does. */
  readonly location: string | undefined;
}

const TIMEOUT = 30_000;

/** Requests a page, with the rules for the network of the app's process. Does not follow redirects. */
export const visit = (url: URL, route: Router): Promise<Page> =>
  new Promise((resolve, reject) => {
    const destination = route(url.hostname);
    if (destination.to === 'nowhere') return reject(destination.error);
    const isStub = destination.to === 'stub';
    const stub = isStub ? { hostname: destination.host, port: destination.port, headers: { Host: url.host } } : {};
    const { request } = isStub || url.protocol === 'http:' ? http : https;
    const { hostname, port, pathname, search } = url;
    request(
      { hostname: hostname.replace(/^\[(.*)\]$/, '$1'), port, path: pathname + search, timeout: TIMEOUT, ...stub },
      (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, location: response.headers.location });
      },
    )
      .on('timeout', function (this: http.ClientRequest) {
        this.destroy(new Error(`${url.host} did not respond in ${TIMEOUT / 1000} s.`));
      })
      .on('error', reject)
      .end();
  });
