import type { Command } from 'commander';
import { senderLabel } from '../../../platform/context.ts';
import { CAPTURE_FORMATS, readCaptureFile } from '../capture/index.ts';
import { pickProvider } from '../detect-provider.ts';
import { formatRows, print, statusLine } from '../output.ts';
import { findSecret } from '../secret.ts';
import { verificationRows, verifyCapture } from '../verify-capture.ts';
import { type CaptureOptions, withCapture } from './options.ts';

/** Adds `verify`, which verifies a recorded request as the app does. */
export const addVerify = (program: Command): void => {
  withCapture(program.command('verify').description('Verify a recorded request as a trigger does, including its body.'))
    .addHelpText('after', `\n${CAPTURE_FORMATS}\n\nExit code: 0 verified, 1 refused, 2 usage error.`)
    .action(async (file: string | undefined, options: CaptureOptions) => {
      const capture = await readCaptureFile(file, options.entry);
      const provider = pickProvider(capture, options.provider, options.input);
      const secret = await findSecret(provider, options.secretFile);
      const verification = verifyCapture(provider, capture, secret, options.now);
      const { verified, remedy } = verification;
      const heading = statusLine(verified, `${verified ? 'Verified' : 'Refused'}: ${senderLabel(provider)}`);
      const rows = [...verificationRows(verification), ['To do', remedy ?? undefined] as const];
      print(options.json, verification, formatRows(heading, rows));
      process.exitCode = verified ? 0 : 1;
    });
};
