import type { Command } from 'commander';
import { type Event, payloadSample } from '../../../triggers/define-event.ts';
import { isAccepted, post } from '../../providers/emulator.ts';
import { schemeOf, signRequest, type Unsigned } from '../../providers/schemes.ts';
import { readInput } from '../input.ts';
import { print, sheet, verdictLine } from '../output.ts';
import { eventOf, firstEventOf, PROVIDER_KEYS, providerOf } from '../pick-provider.ts';
import { Problem } from '../problem.ts';
import { findSigningSecret, hookUrl } from '../signing.ts';
import { type SigningOptions, withSigning } from './options.ts';

interface DeliverOptions extends SigningOptions {
  readonly sample?: string;
  readonly file?: string;
  readonly provider?: string;
  readonly tamper?: string;
}

interface Source {
  readonly event: Event;
  readonly body: string;
  readonly name: string;
}

const sourceOf = async ({ sample, file, provider }: DeliverOptions): Promise<Source> => {
  if ((sample === undefined) === (file === undefined))
    throw new Problem('Say what to send: either --sample or --file.');
  if (sample !== undefined) {
    const event = eventOf(sample);
    return { event, body: JSON.stringify(payloadSample(event)), name: `the sample of ${event.key}` };
  }
  if (provider === undefined) throw new Problem('Say with --provider how to sign the file.');
  return {
    event: firstEventOf(providerOf(provider)),
    body: await readInput(file),
    name: file === '-' ? 'the input' : `${file}`,
  };
};

const genuine = (key: string, unsigned: Unsigned) => ({
  request: signRequest(schemeOf(key), unsigned),
  expected: 'delivered',
});

// The catalogue is loaded only where it is used.
const tampered = async (attack: string, event: Event, unsigned: Unsigned) => {
  const { tamper } = await import('../tamper.ts');
  return tamper(attack, event, unsigned);
};

/** Adds `deliver`, which sends a signed request to any URL. */
export const addDeliver = (program: Command): void => {
  withSigning(
    program
      .command('deliver')
      .description('Send a signed delivery to a URL, tampered with on request, and print the status that comes back.')
      .argument('<url>', 'where to send it')
      .option(
        '-s, --sample <trigger>',
        'send the sample of this trigger, as the command events lists them (this or --file is required)',
      )
      .option('-f, --file <file>', 'send this body; - for standard input (this or --sample is required)')
      .option('-p, --provider <key>', `how to sign a file: ${PROVIDER_KEYS} (required with --file)`)
      .option('-t, --tamper <attack>', 'tamper with it; the command attacks lists how'),
  )
    .addHelpText(
      'after',
      `\nZapier answers 200 before a trigger looks at a request, so its status says only that it arrived.\n\nExit code: 0 for a status from 200 to 299, 1 for any other or none, 2 wrong usage.`,
    )
    .action(async (target: string, options: DeliverOptions) => {
      const url = hookUrl(target);
      const { event, body, name } = await sourceOf(options);
      const { provider } = event;
      const secret = await findSigningSecret(provider, options.secretFile);
      const { id, at, tamper: attack } = options;
      const unsigned = { url, body, secret, id, at };
      const { request, expected } =
        attack === undefined ? genuine(provider.key, unsigned) : await tampered(attack, event, unsigned);
      const status = await post(request);
      // Without the query, which may hold a token.
      const { origin, pathname } = new URL(url);
      const result = {
        provider: provider.key,
        sent: name,
        tamper: attack ?? null,
        expected,
        url: origin + pathname,
        status,
      };
      const isGood = isAccepted(status);
      const heading = verdictLine(isGood, status === 0 ? 'No answer' : `Status ${status}`);
      const rows = [
        ['Sent', `${name}, ${Buffer.byteLength(body)} bytes, signed as ${provider.label} signs`],
        ['Tampered', attack],
        ['Expected', attack === undefined ? undefined : expected],
        ['To', result.url],
      ] as const;
      print(options.json, result, sheet(heading, rows));
      process.exitCode = isGood ? 0 : 1;
    });
};
