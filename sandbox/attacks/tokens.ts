import type { SignedRequest } from '../providers/emulator.ts';
import { type Attack, type AttackGroup, type Expected, TOKENS } from './attack.ts';
import type { AttackContext } from './context.ts';
import { nameOf, otherSecret, tokenOf, unsigned, withHeader, withQuery, withToken } from './edit.ts';

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
  transform: (genuine, context) => move(unsigned(genuine, context), tokenOf(genuine, context), context),
});

const isInQuery = ({ scheme }: AttackContext): boolean => scheme === 'token-query';

const swapCase = (text: string): string =>
  [...text].map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase())).join('');

const ELSEWHERE = 'Code that searches several places also finds a token that a browser, a log or a link put there.';
const PREFIX = 'A comparison that only looks at the start of the token accepts it.';

/** Wrong tokens, and tokens in the wrong place. */
export const tokens: AttackGroup = {
  name: 'Tokens',
  attacks: [
    moved('No token', 'Code that checks the token only if there is one accepts everything else.', (bare) => bare),
    changed('Empty token', 'An empty text equals the result of a failed lookup.', () => '', 'token_missing'),
    changed('Wrong token', 'Code that only checks whether there is a token accepts any.', otherSecret),
    changed('Token with a suffix', PREFIX, (token) => `${token}0`),
    changed('First half of the token', PREFIX, (token) => token.slice(0, Math.ceil(token.length / 2))),
    changed(
      'First character of the token',
      'If it is accepted, a token can be guessed character by character.',
      (token) => token.slice(0, 1),
    ),
    changed(
      'Token with upper and lower case swapped',
      'A comparison that ignores the case makes a token easier to guess.',
      swapCase,
    ),
    changed('Token twice', 'A search for the token in the value finds it.', (token) => `${token} ${token}`),
    changed('The word undefined as the token', 'It equals the text of a missing value.', () => 'undefined'),
    changed('Wildcard as the token', 'A comparison by pattern accepts every value.', () => '.*'),
    moved('Token in the header instead of the query, or vice versa', ELSEWHERE, (bare, token, context) => {
      const name = nameOf(context, 'signature');
      return isInQuery(context) ? withHeader(bare, name, token) : withQuery(bare, (query) => query.set(name, token));
    }),
    moved('Token in the Authorization header', ELSEWHERE, (bare, token) =>
      withHeader(bare, 'authorization', `Bearer ${token}`),
    ),
    moved('Token in a cookie', ELSEWHERE, (bare, token, context) =>
      withHeader(bare, 'cookie', `${nameOf(context, 'signature')}=${token}`),
    ),
    moved('Token in the body', ELSEWHERE, (bare, token, context) => ({
      ...bare,
      body: JSON.stringify({ ...JSON.parse(bare.body), [nameOf(context, 'signature')]: token }),
    })),
    moved('Token under a longer name', ELSEWHERE, (bare, token, context) => {
      const name = `${nameOf(context, 'signature')}-2`;
      return isInQuery(context) ? withQuery(bare, (query) => query.set(name, token)) : withHeader(bare, name, token);
    }),
    {
      name: 'Two different tokens',
      why: 'Code that accepts any of several tokens lets a sender try many in one request.',
      schemes: TOKENS,
      expected: 'token_ambiguous',
      run: (runner) => {
        const genuine = runner.genuine();
        const { context } = runner;
        const name = nameOf(context, 'signature');
        const wrong = otherSecret(tokenOf(genuine, context));
        if (isInQuery(context)) return runner.send(withQuery(genuine, (query) => query.append(name, wrong)));
        const headers = { ...genuine.headers, [`http_${name.replaceAll('-', '_')}`]: wrong };
        return runner.sendRaw(genuine, { headers });
      },
    },
    {
      name: 'Changed body with the right token',
      why: 'No check can stop it: a token shows that the sender knows it, but does not cover the body.',
      schemes: TOKENS,
      expected: 'delivered',
      transform: (genuine) => ({
        ...genuine,
        body: JSON.stringify({ ...JSON.parse(genuine.body), undocumented: 'changed' }),
      }),
    },
  ],
};
