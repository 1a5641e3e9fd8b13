import type { TokenScheme } from '../../verification/scheme.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { type Attack, type AttackGroup, attackOn, type Expected } from './attack.ts';
import { otherSecret, respelled, unsigned, withHeader, withQuery } from './edit.ts';
import { isToken } from './scheme-properties.ts';
import { tokenOf, withToken } from './token-edit.ts';

const changed = (
  name: string,
  why: string,
  change: (token: string) => string,
  expected: Expected = 'token_mismatch',
): Attack =>
  attackOn(isToken, {
    name,
    why,
    expected,
    transform: (genuine, { scheme }) => withToken(genuine, scheme, change(tokenOf(genuine, scheme))),
  });

const moved = (
  name: string,
  why: string,
  move: (bare: SignedRequest, token: string, scheme: TokenScheme) => SignedRequest,
): Attack =>
  attackOn(isToken, {
    name,
    why,
    expected: 'token_missing',
    transform: (genuine, { scheme }) => move(unsigned(genuine, scheme), tokenOf(genuine, scheme), scheme),
  });

/** Adds a token in a place and under a name. */
const added = (request: SignedRequest, { in: place, name }: Omit<TokenScheme, 'kind'>, token: string): SignedRequest =>
  place === 'query' ? withQuery(request, (query) => query.append(name, token)) : withHeader(request, name, token);

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
    moved('Token in the header instead of the query, or vice versa', ELSEWHERE, (bare, token, { in: place, name }) =>
      added(bare, { in: place === 'query' ? 'header' : 'query', name }, token),
    ),
    moved('Token in the Authorization header', ELSEWHERE, (bare, token) =>
      withHeader(bare, 'authorization', `Bearer ${token}`),
    ),
    moved('Token in a cookie', ELSEWHERE, (bare, token, { name }) => withHeader(bare, 'cookie', `${name}=${token}`)),
    moved('Token in the body', ELSEWHERE, (bare, token, { name }) => ({
      ...bare,
      body: JSON.stringify({ ...JSON.parse(bare.body), [name]: token }),
    })),
    moved('Token under a longer name', ELSEWHERE, (bare, token, { in: place, name }) =>
      added(bare, { in: place, name: `${name}-2` }, token),
    ),
    attackOn(isToken, {
      name: 'Two different tokens',
      why: 'Code that accepts any of several tokens lets a sender try many in one request.',
      expected: 'token_ambiguous',
      run: (runner, { scheme }) => {
        const genuine = runner.genuine();
        const wrong = otherSecret(tokenOf(genuine, scheme));
        if (scheme.in === 'query') return runner.send(added(genuine, scheme, wrong));
        return runner.sendRaw(genuine, { headers: { ...genuine.headers, [respelled(scheme.name)]: wrong } });
      },
    }),
    attackOn(isToken, {
      name: 'Changed body with the right token',
      why: 'No check can stop it: a token shows that the sender knows it, but does not cover the body.',
      expected: 'delivered',
      transform: (genuine) => ({
        ...genuine,
        body: JSON.stringify({ ...JSON.parse(genuine.body), undocumented: 'changed' }),
      }),
    }),
  ],
};
