import { request } from 'node:http';

/** The response to a request. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a request with any headers. Fetch would not allow Host. */
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

/** The header of every request of the page. */
export const JSON_TYPE = { 'content-type': 'application/json' } as const;

/** Sends a request to the editor as its page does. */
export const post = async (url: string, body: object = {}): Promise<Answer> =>
  ask(url, 'POST', JSON_TYPE, JSON.stringify(body));
