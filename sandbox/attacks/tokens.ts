import type { SignedRequest } from '../providers/emulator.ts';
import { type Attack, type AttackContext, type AttackGroup, type Expected, TOKENS } from './attack.ts';
import { nameOf, otherSecret, stripped, tokenOf, withHeader, withQuery, withToken } from './edit.ts';

const changed = (
  name: string,
  why: string,
  change: (token: string) => string,
  expected: Expected = 'token_mismatch',
): Attack => ({
  name,
  why,
  schemes: TOKENS,
  expected,
  transform: (genuine, context) => withToken(genuine, context, change(tokenOf(genuine, context))),
});

const moved = (
  name: string,
  why: string,
  move: (bare: SignedRequest, token: string, context: AttackContext) => SignedRequest,
): Attack => ({
  name,
  why,
  schemes: TOKENS,
  expected: 'token_missing',
  transform: (genuine, context) => move(stripped(genuine, context), tokenOf(genuine, context), context),
});

const flipCase = (text: string): string =>
  [...text].map((one) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase())).join('');

const ELSEWHERE =
  'Code that looks in several places finds what a browser, a log or a link can put there without anybody’s knowledge.';

/** Tokens that are not the token, or not where they belong. */
export const tokens: AttackGroup = {
  name: 'Tokens',
  attacks: [
    moved('no token', 'Code that checks a token only when there is one lets everything else through.', (bare) => bare),
    changed('empty token', 'An empty text equals what a failed lookup comes out as.', () => '', 'token_missing'),
    changed('wrong token', 'Code that only looks whether a token is there takes any.', otherSecret),
    changed('token with a suffix', 'A check whether one text starts with the other passes it.', (token) => `${token}0`),
    changed('token prefix', 'A check whether one text starts with the other passes it.', (token) =>
      token.slice(0, Math.ceil(token.length / 2)),
    ),
    changed('first character of the token', 'It makes a token guessable one character at a time.', (token) =>
      token.slice(0, 1),
    ),
    changed('token in other capitals', 'A comparison that ignores them makes a token far easier to guess.', flipCase),
    changed('token twice', 'A check whether one text holds the other passes it.', (token) => `${token} ${token}`),
    changed('the word undefined', 'It equals the text that is made of a missing value.', () => 'undefined'),
    changed('a wildcard', 'A comparison by pattern passes everything.', () => '.*'),
    moved('token in the wrong place: the URL or a header', ELSEWHERE, (bare, token, context) => {
      const name = nameOf(context, 'signature');
      return context.scheme === 'token-query'
        ? withHeader(bare, name, token)
        : withQuery(bare, (query) => query.set(name, token));
    }),
    moved('token in the wrong place: Authorization', ELSEWHERE, (bare, token) =>
      withHeader(bare, 'authorization', `Bearer ${token}`),
    ),
    moved('token in the wrong place: a cookie', ELSEWHERE, (bare, token, context) =>
      withHeader(bare, 'cookie', `${nameOf(context, 'signature')}=${token}`),
    ),
    moved('token in the wrong place: the body', ELSEWHERE, (bare, token, context) => ({
      ...bare,
      body: JSON.stringify({ ...JSON.parse(bare.body), [nameOf(context, 'signature')]: token }),
    })),
    moved('token in the wrong place: under a longer name', ELSEWHERE, (bare, token, context) => {
      const name = `${nameOf(context, 'signature')}-2`;
      return context.scheme === 'token-query'
        ? withQuery(bare, (query) => query.set(name, token))
        : withHeader(bare, name, token);
    }),
    {
      name: 'two tokens',
      why: 'Which of two is found depends on their order, so a sender can try as many as fit into one request.',
      schemes: TOKENS,
      expected: 'token_ambiguous',
      run: (stage) => {
        const genuine = stage.genuine();
        const { context } = stage;
        const name = nameOf(context, 'signature');
        const wrong = otherSecret(tokenOf(genuine, context));
        if (context.scheme === 'token-query')
          return stage.send(withQuery(genuine, (query) => query.append(name, wrong)));
        const headers = { ...genuine.headers, [`http_${name.replaceAll('-', '_')}`]: wrong };
        return stage.hand(genuine, { headers });
      },
    },
    {
      name: 'body changed under the right token',
      why: 'Nothing stops it: a token shows that the sender knows it and says nothing about the body. A token is not a signature.',
      schemes: TOKENS,
      expected: 'delivered',
      transform: (genuine) => ({
        ...genuine,
        body: JSON.stringify({ ...JSON.parse(genuine.body), undocumented: 'changed' }),
      }),
    },
  ],
};
