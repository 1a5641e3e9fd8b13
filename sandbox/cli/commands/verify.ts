import type { Command } from 'commander';
import { CAPTURE_FORMS, readCapture } from '../capture/index.ts';
import { readInput } from '../input.ts';
import { print, sheet, verdictLine } from '../output.ts';
import { pickProvider } from '../pick-provider.ts';
import { findSecret } from '../secret.ts';
import { judge, verdictRows } from '../verdict.ts';
import { type CaptureOptions, withCapture } from './options.ts';

/** Adds `verify`, which runs the app's own proof on a recorded request. */
export const addVerify = (program: Command): void => {
  withCapture(program.command('verify').description('Check whether a recorded request is proven, as the app does.'))
    .addHelpText('after', `\n${CAPTURE_FORMS}\n\nExit code: 0 verified, 1 not verified, 2 wrong usage.`)
    .action(async (file: string | undefined, options: CaptureOptions) => {
      const capture = readCapture(await readInput(file), options.entry);
      const provider = pickProvider(capture, options.provider);
      const secret = await findSecret(provider, options.secretFile);
      const verdict = judge(provider, capture, secret, options.now);
      const heading = verdictLine(
        verdict.verified,
        `${verdict.verified ? 'Verified' : 'Not verified'}: ${provider.label}`,
      );
      const remedy = ['To do', verdict.remedy ?? undefined] as const;
      print(options.json, verdict, sheet(heading, [...verdictRows(verdict), remedy]));
      process.exitCode = verdict.verified ? 0 : 1;
    });
};
