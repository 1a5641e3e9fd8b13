import type { Command } from 'commander';
import { schemeOf, signRequest } from '../../providers/schemes.ts';
import { readInput } from '../input.ts';
import { print } from '../output.ts';
import { PROVIDER_KEYS, providerOf } from '../pick-provider.ts';
import { secretVariable } from '../secret.ts';
import { findSigningSecret, hookUrl } from '../signing.ts';
import { type SigningOptions, withSigning } from './options.ts';

interface SignOptions extends SigningOptions {
  readonly provider: string;
  readonly curl?: string;
}

/** Stands for a token until it is printed as a variable: the token is the secret, which is never printed. */
const TOKEN = 'token-that-is-not-printed';

/** Quotes for a shell, which then puts the variable in where the token belongs. */
const quoteFor = (variable: string) => (text: string) =>
  text.includes(TOKEN)
    ? `"${text.replace(/[$`"\\]/g, '\\$&').replaceAll(TOKEN, `$${variable}`)}"`
    : `'${text.replaceAll("'", "'\\''")}'`;

/** Adds `sign`, which signs a body as a provider does. */
export const addSign = (program: Command): void => {
  withSigning(
    program
      .command('sign')
      .description('Sign a body as a provider does, and print the headers to send with it.')
      .argument('[file]', 'the body; standard input if left out')
      .requiredOption('-p, --provider <key>', `${PROVIDER_KEYS} (required)`)
      .option('--curl <url>', 'print a curl command that sends it there', hookUrl),
  )
    .addHelpText('after', '\nExit code: 0 signed, 2 wrong usage.')
    .action(async (file: string | undefined, options: SignOptions) => {
      const provider = providerOf(options.provider);
      const scheme = schemeOf(provider.key);
      const variable = secretVariable(provider);
      const secret = scheme.kind === 'token' ? TOKEN : await findSigningSecret(provider, options.secretFile);
      const { id, at, curl = 'http://localhost/' } = options;
      const { url, headers, body } = signRequest(scheme, { url: curl, body: await readInput(file), secret, id, at });
      const shown = (text: string) => text.replaceAll(TOKEN, `$${variable}`);

      const quoted = quoteFor(variable);
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      const command = [
        `curl ${quoted(url)}`,
        ...lines.map((line) => `-H ${quoted(line)}`),
        `--data-raw ${quoted(body)}`,
      ];
      const curlCommand = options.curl === undefined ? undefined : command.join(' \\\n  ');
      const querystring = options.curl === undefined ? shown(new URL(url).search) : '';

      const result = {
        provider: provider.key,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, shown(value)])),
        ...(querystring && { querystring: querystring.slice(1) }),
        ...(curlCommand && { curl: curlCommand }),
      };
      print(
        options.json,
        result,
        curlCommand ?? [...lines.map(shown), ...(querystring ? [querystring] : [])].join('\n'),
      );
      if (scheme.kind === 'token') {
        process.stderr.write(`The token is the secret itself, so $${variable} stands for it: set that variable.\n`);
      }
    });
};
