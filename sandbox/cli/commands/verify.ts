import type { Command } from 'commander';
import { CAPTURE_FORMATS, readCapture } from '../capture/index.ts';
import { readInput } from '../input.ts';
import { formatRows, print, statusLine } from '../output.ts';
import { pickProvider } from '../pick-provider.ts';
import { findSecret } from '../secret.ts';
import { verificationRows, verifyCapture } from '../verify-capture.ts';
import { type CaptureOptions, withCapture } from './options.ts';

/** Adds `verify`, which verifies a recorded request as the app does. */
export const addVerify = (program: Command): void => {
  withCapture(program.command('verify').description('Verify a recorded request with the verifier that the app uses.'))
    .addHelpText('after', `\n${CAPTURE_FORMATS}\n\nExit code: 0 verified, 1 not verified, 2 usage error.`)
    .action(async (file: string | undefined, options: CaptureOptions) => {
      const capture = readCapture(await readInput(file), options.entry);
      const provider = pickProvider(capture, options.provider);
      const secret = await findSecret(provider, options.secretFile);
      const verification = verifyCapture(provider, capture, secret, options.now);
      const { verified, remedy } = verification;
      const heading = statusLine(verified, `${verified ? 'Verified' : 'Not verified'}: ${provider.label}`);
      const rows = [...verificationRows(verification), ['To do', remedy ?? undefined] as const];
      print(options.json, verification, formatRows(heading, rows));
      process.exitCode = verified ? 0 : 1;
    });
};
