import type { Command } from 'commander';
import { CAPTURE_FORMS, readCapture } from '../capture/index.ts';
import { MISTAKE_NAMES } from '../explain/diagnose.ts';
import { type Explanation, explain } from '../explain/explain.ts';
import { readInput } from '../input.ts';
import { print, sheet, verdictLine } from '../output.ts';
import { pickProvider } from '../pick-provider.ts';
import { findSecret } from '../secret.ts';
import { verdictRows } from '../verdict.ts';
import { type CaptureOptions, withCapture } from './options.ts';

const NONE_FITS = `None of ${MISTAKE_NAMES.length} common mistakes fits, alone or with another. Most likely the secret is another one than the sender’s, or the body’s content was changed.`;

const findingRows = ({
  verified,
  explained,
  findings,
  remedy,
}: Explanation): (readonly [string, string | undefined])[] => {
  if (verified) return [];
  const unnamed = explained ? undefined : NONE_FITS;
  // Where the signature fits and the time is right, the proof's own reason says it all.
  if (findings.length === 0) {
    return [
      ['Found', unnamed],
      ['To do', remedy ?? undefined],
    ];
  }
  return findings.flatMap((finding) => [
    ['Found', `${finding.what} (${finding.name})`],
    ['To do', finding.remedy],
  ]);
};

/** Adds `explain`, which names the mistake that keeps a request from being verified. */
export const addExplain = (program: Command): void => {
  withCapture(
    program
      .command('explain')
      .description('Find out why a recorded request is not verified, by trying common mistakes.'),
  )
    .addHelpText(
      'after',
      `\n${CAPTURE_FORMS}\n\nLooks for: ${MISTAKE_NAMES.join(', ')}.\n\nExit code: 0 verified, 1 not verified, 2 wrong usage.`,
    )
    .action(async (file: string | undefined, options: CaptureOptions) => {
      const capture = readCapture(await readInput(file), options.entry);
      const provider = pickProvider(capture, options.provider);
      const secret = await findSecret(provider, options.secretFile);
      const verdict = explain(provider, capture, secret, options.now);
      const heading = verdictLine(
        verdict.verified,
        verdict.verified
          ? `Verified: ${provider.label}. There is nothing to explain.`
          : `Not verified: ${provider.label}`,
      );
      print(options.json, verdict, sheet(heading, [...verdictRows(verdict), ...findingRows(verdict)]));
      process.exitCode = verdict.verified ? 0 : 1;
    });
};
