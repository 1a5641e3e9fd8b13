import { request } from 'node:http';

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a request with any headers, Host included, as no browser and no fetch would let a test. */
export const ask = (
  url: string,
  method: 'GET' | 'POST',
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** The header of everything that the page sends. */
export const JSON_TYPE = { 'content-type': 'application/json' } as const;

/** Asks the editor as its page does. */
export const post = async (url: string, body: object = {}): Promise<Answer> =>
  ask(url, 'POST', JSON_TYPE, JSON.stringify(body));
