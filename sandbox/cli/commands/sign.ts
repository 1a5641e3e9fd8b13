import type { Command } from 'commander';
import { senderKey } from '../../../platform/context.ts';
import { signRequest } from '../../providers/sign.ts';
import { readInput } from '../input.ts';
import { print } from '../output.ts';
import { PROVIDER_KEYS, providerOf } from '../pick-provider.ts';
import { secretVariable } from '../secret.ts';
import { findSigningSecret, parseUrl } from '../signing.ts';
import { type SigningOptions, withSigning } from './options.ts';

interface SignOptions extends SigningOptions {
  readonly provider: string;
  readonly curl?: string;
}

/** Replaced with a variable in the output: a token is the secret itself, which is never printed. */
const TOKEN = 'token-placeholder';

/** Quotes text for a shell, which expands the variable where the token belongs. */
const quoteWith = (variable: string) => (text: string) =>
  text.includes(TOKEN)
    ? `"${text.replace(/[$`"\\]/g, '\\$&').replaceAll(TOKEN, `$${variable}`)}"`
    : `'${text.replaceAll("'", "'\\''")}'`;

/** Adds `sign`, which signs a body as a provider does. */
export const addSign = (program: Command): void => {
  withSigning(
    program
      .command('sign')
      .description('Sign a body as a provider does, and print the headers to send with it.')
      .argument('[file]', 'the body; default: standard input')
      .requiredOption('-p, --provider <key>', `${PROVIDER_KEYS} (required)`)
      .option('--curl <url>', 'print a curl command for this URL', parseUrl),
  )
    .addHelpText('after', '\nExit code: 0 success, 2 usage error.')
    .action(async (file: string | undefined, options: SignOptions) => {
      const provider = providerOf(options.provider, options.input);
      const { scheme } = provider.verifier;
      const variable = secretVariable(provider);
      const secret = scheme.kind === 'token' ? TOKEN : await findSigningSecret(provider, options.secretFile);
      const { id, at, curl = 'http://localhost/' } = options;
      const unsigned = { url: curl, body: await readInput(file), secret, id, at };
      const { url, headers, body } = signRequest(scheme, unsigned);
      const withVariable = (text: string) => text.replaceAll(TOKEN, `$${variable}`);

      const quote = quoteWith(variable);
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      const command = [`curl ${quote(url)}`, ...lines.map((line) => `-H ${quote(line)}`), `--data-raw ${quote(body)}`];
      const curlCommand = options.curl === undefined ? undefined : command.join(' \\\n  ');
      const querystring = options.curl === undefined ? withVariable(new URL(url).search) : '';

      const result = {
        provider: senderKey(provider),
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withVariable(value)])),
        ...(querystring && { querystring: querystring.slice(1) }),
        ...(curlCommand && { curl: curlCommand }),
        // With the time in it.
        ...(body !== unsigned.body && { body }),
      };
      print(
        options.json,
        result,
        curlCommand ??
          [
            ...lines.map(withVariable),
            ...(querystring ? [querystring] : []),
            ...(body !== unsigned.body ? ['', body] : []),
          ].join('\n'),
      );
      if (scheme.kind === 'token') {
        process.stderr.write(`The token is the secret, so it is not printed. Set $${variable} instead.\n`);
      }
    });
};
