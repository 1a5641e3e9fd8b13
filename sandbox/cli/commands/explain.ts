import type { Command } from 'commander';
import { senderLabel } from '../../../platform/context.ts';
import { CAPTURE_FORMATS, readCaptureFile } from '../capture/index.ts';
import { pickProvider } from '../detect-provider.ts';
import { MISTAKE_NAMES } from '../explain/diagnose.ts';
import { type Explanation, explain } from '../explain/explain.ts';
import { formatRows, type OutputRow, print, statusLine } from '../output.ts';
import { findSecret } from '../secret.ts';
import { verificationRows } from '../verify-capture.ts';
import { type CaptureOptions, withCapture } from './options.ts';

const UNKNOWN = `None of ${MISTAKE_NAMES.length} common mistakes explains it, alone or in pairs. Either the sender uses another secret, or the content of the body was changed.`;

const findingRows = ({ verified, explained, findings, remedy }: Explanation): readonly OutputRow[] => {
  if (verified) return [];
  // If the signature and the time are correct, the reason says everything.
  if (findings.length === 0) {
    return [
      ['Cause', explained ? undefined : UNKNOWN],
      ['To do', remedy ?? undefined],
    ];
  }
  return findings.flatMap((finding) => [
    ['Cause', `${finding.message} (${finding.name})`],
    ['To do', finding.remedy],
  ]);
};

/** Adds `explain`, which finds out why the app refuses a request. */
export const addExplain = (program: Command): void => {
  withCapture(program.command('explain').description('Find out why the app refuses a recorded request.'))
    .addHelpText(
      'after',
      `\n${CAPTURE_FORMATS}\n\nA reported cause is certain: the signature matches once it is undone, or the app's own check fails because of it.\nCauses: ${MISTAKE_NAMES.join(', ')}.\n\nExit code: 0 verified, 1 refused, 2 usage error.`,
    )
    .action(async (file: string | undefined, options: CaptureOptions) => {
      const capture = await readCaptureFile(file, options.entry);
      const provider = pickProvider(capture, options.provider, options.input);
      const secret = await findSecret(provider, options.secretFile);
      const explanation = explain(provider, capture, secret, options.now);
      const { verified } = explanation;
      const heading = statusLine(
        verified,
        verified
          ? `Verified: ${senderLabel(provider)}. There is nothing to explain.`
          : `Refused: ${senderLabel(provider)}`,
      );
      print(
        options.json,
        explanation,
        formatRows(heading, [...verificationRows(explanation), ...findingRows(explanation)]),
      );
      process.exitCode = verified ? 0 : 1;
    });
};
