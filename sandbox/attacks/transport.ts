import { type AttackGroup, EVERY } from './attack.ts';
import { withHeader, withoutHeaders } from './edit.ts';

/** Requests that come in another way than a webhook does. */
export const transport: AttackGroup = {
  name: 'Transport',
  attacks: [
    {
      name: 'GET in place of POST',
      why: 'A link or an image in a page makes a browser send one, with a token on the URL and all.',
      schemes: EVERY,
      expected: 'method_not_post',
      transform: (genuine) => ({ ...genuine, method: 'GET' }),
    },
    {
      name: 'PUT in place of POST',
      why: 'Another method may take another way through a framework, past the check.',
      schemes: EVERY,
      expected: 'method_not_post',
      transform: (genuine) => ({ ...genuine, method: 'PUT' }),
    },
    {
      name: 'no raw request at all',
      why: 'Code that checks a request only when there is one passes what has none.',
      schemes: EVERY,
      expected: 'raw_request_missing',
      run: (stage) => stage.call(undefined),
    },
    {
      name: 'a raw request without content',
      why: 'An empty text takes the place of what is missing, and its signature is easily had.',
      schemes: EVERY,
      expected: 'raw_request_missing',
      run: (stage) => stage.call({ method: 'POST', querystring: '', headers: stage.context.sign('').headers }),
    },
    {
      name: 'a raw request whose content is parsed',
      why: 'Code that puts the text together again signs something else than was sent.',
      schemes: EVERY,
      expected: 'raw_request_missing',
      run: (stage) => {
        const { headers, body } = stage.genuine();
        return stage.call({ method: 'POST', querystring: '', headers, content: JSON.parse(body) });
      },
    },
    {
      name: 'no Content-Type',
      why: 'No attack: not every provider sends one, and a true delivery must not be lost for it.',
      schemes: EVERY,
      expected: 'delivered',
      run: (stage) => stage.hand(withoutHeaders(stage.genuine(), ['content-type'])),
    },
    {
      name: 'Content-Type text/plain',
      why: 'No attack: the bytes are what was signed, whatever they are called.',
      schemes: EVERY,
      expected: 'delivered',
      transform: (genuine) => withHeader(genuine, 'content-type', 'text/plain'),
    },
  ],
};
