import type { AttackGroup } from './attack.ts';
import { withHeader, withoutHeaders } from './edit.ts';

/** Requests that do not arrive as a webhook does. */
export const transport: AttackGroup = {
  name: 'Transport',
  attacks: [
    {
      name: 'GET instead of POST',
      why: 'A link or an image on a page makes a browser send it, even with a token in the URL.',
      expected: 'method_not_post',
      transform: (genuine) => ({ ...genuine, method: 'GET' }),
    },
    {
      name: 'PUT instead of POST',
      why: 'A framework may route another method around the verification.',
      expected: 'method_not_post',
      transform: (genuine) => ({ ...genuine, method: 'PUT' }),
    },
    {
      name: 'No raw request',
      why: 'Code that verifies a request only if there is one accepts a call without one.',
      expected: 'raw_request_missing',
      run: (runner) => runner.call(undefined),
    },
    {
      name: 'Raw request without content',
      why: 'Code that replaces missing content with an empty text verifies the signature of an empty text.',
      expected: 'raw_request_missing',
      run: (runner) => runner.call({ method: 'POST', querystring: '', headers: runner.context.sign('').headers }),
    },
    {
      name: 'Raw request with parsed content',
      why: 'Code that serializes the content again verifies another text than the one that was sent.',
      expected: 'raw_request_missing',
      run: (runner) => {
        const { headers, body } = runner.genuine();
        return runner.call({ method: 'POST', querystring: '', headers, content: JSON.parse(body) });
      },
    },
    {
      name: 'No Content-Type',
      why: 'Not an attack: some providers send none, and their deliveries must not be lost.',
      expected: 'delivered',
      run: (runner) => runner.sendRaw(withoutHeaders(runner.genuine(), ['content-type'])),
    },
    {
      name: 'Content-Type text/plain',
      why: 'Not an attack: the signature covers the bytes, regardless of their type.',
      expected: 'delivered',
      transform: (genuine) => withHeader(genuine, 'content-type', 'text/plain'),
    },
  ],
};
