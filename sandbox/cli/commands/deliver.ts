import type { Command } from 'commander';
import { post } from 'zapier-local';
import { senderKey, senderLabel } from '../../../platform/context.ts';
import type { Event } from '../../../triggers/define-event.ts';
import { bodyOf } from '../../event-body.ts';
import { isAccepted } from '../../providers/emulator.ts';
import { signRequest, type Unsigned } from '../../providers/sign.ts';
import { readInput } from '../input.ts';
import { formatRows, print, statusLine } from '../output.ts';
import { eventOf, firstEventOf, PROVIDER_KEYS } from '../pick-provider.ts';
import { findSigningSecret, parseUrl } from '../signing.ts';
import { UsageError } from '../usage-error.ts';
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

const readSource = async ({ sample, file, provider, input }: DeliverOptions): Promise<Source> => {
  if ((sample === undefined) === (file === undefined)) {
    throw new UsageError('Choose what to send with either --sample or --file.');
  }
  if (sample !== undefined) {
    const event = eventOf(sample, provider, input);
    return { event, body: bodyOf(event), name: `sample of ${event.key}` };
  }
  if (provider === undefined) throw new UsageError('Choose with --provider how to sign the file.');
  return {
    event: firstEventOf(provider, input),
    body: await readInput(file),
    name: file === '-' ? 'standard input' : `${file}`,
  };
};

// The attacks are loaded only when they are used.
const prepare = async (attack: string | undefined, event: Event, unsigned: Unsigned) => {
  if (attack === undefined) {
    return { request: signRequest(event.provider.verifier.scheme, unsigned), expected: 'delivered' };
  }
  const { tamper } = await import('../tamper.ts');
  return tamper(attack, event, unsigned);
};

/** Adds `deliver`, which sends a signed request to a URL. */
export const addDeliver = (program: Command): void => {
  withSigning(
    program
      .command('deliver')
      .description('Send a signed request to a URL and print the response status.')
      .argument('<url>', 'the webhook URL')
      .option('-s, --sample <trigger>', 'send the sample of a trigger; list them with events (or use --file)')
      .option('-f, --file <file>', 'send this body; - for standard input (or use --sample)')
      .option(
        '-p, --provider <key>',
        `how to sign the file: ${PROVIDER_KEYS} (required with --file, and for the samples of senders)`,
      )
      .option('-t, --tamper <attack>', 'apply an attack; list them with attacks'),
  )
    .addHelpText(
      'after',
      '\nZapier responds with 200 before a trigger verifies the request. The Zap history shows the outcome.\n\nExit code: 0 for a 2xx status, 1 for another status or no response, 2 usage error.',
    )
    .action(async (target: string, options: DeliverOptions) => {
      const url = parseUrl(target);
      const { event, body, name } = await readSource(options);
      const { provider } = event;
      const secret = await findSigningSecret(provider, options.secretFile);
      const { id, at, tamper: attack } = options;
      const { request, expected } = await prepare(attack, event, { url, body, secret, id, at });
      const status = await post(request);
      // Without the query string, which may contain a token.
      const { origin, pathname } = new URL(url);
      const result = {
        provider: senderKey(provider),
        source: name,
        tamper: attack ?? null,
        expected,
        url: origin + pathname,
        status,
      };
      const isOk = isAccepted(status);
      const heading = statusLine(isOk, status === 0 ? 'No response' : `Status ${status}`);
      const rows = [
        ['Sent', `${name}, ${Buffer.byteLength(body)} bytes, signed for ${senderLabel(provider)}`],
        ['Attack', attack],
        ['Expected', attack === undefined ? undefined : expected],
        ['URL', result.url],
      ] as const;
      print(options.json, result, formatRows(heading, rows));
      process.exitCode = isOk ? 0 : 1;
    });
};
