import { type Check, fails, holds, notTested, type Verdict } from '../assumption.ts';
import type { Received } from '../evidence.ts';
import { listed, named, namedPath } from '../safe-text.ts';
import { answerOf, isSuccess, lastCall, topFields } from './answers.ts';
import { envelopeOf, recordProblems } from './deliveries.ts';

const checkOne = (received: Received): Verdict => {
  const last = lastCall(received);
  if (!last) return notTested('The app looked up no record.');
  if (!isSuccess(last.status)) return fails(answerOf(last));
  const [output] = received.output;
  if (!output || output['confirmed'] === false) {
    return fails(`The app did not recognize the record. The answer has ${topFields(last.response)}.`);
  }
  const problems = recordProblems(received.event, output);
  if (problems.length > 0) {
    return fails(
      `The record differs from the schema at ${listed(problems.map(namedPath), 3)}. The answer has ${topFields(last.response)}.`,
    );
  }
  const envelope = envelopeOf(last.response);
  return holds(envelope === '' ? 'The record is at the top.' : `The record is in ${named(envelope)}.`);
};

/** The app finds the record of an event in the API. */
export const readsRecords: Check = ({ lookUps, skipped }) => {
  const verdicts = lookUps.map(checkOne);
  const worst =
    verdicts.find(({ result }) => result === 'does not hold') ?? verdicts.find(({ result }) => result === 'holds');
  if (!worst) return notTested(skipped.lookUps ?? 'There is no record to look up.');
  const same = verdicts.filter(({ result }) => result === worst.result).map(({ finding }) => finding);
  return { ...worst, finding: [...new Set(same)].join(' ') };
};
