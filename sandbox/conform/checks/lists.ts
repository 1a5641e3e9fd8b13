import { isDeepStrictEqual } from 'node:util';
import { differencesOf } from '../../../schema/differences.ts';
import { asNumber, asRecord, asRecords, asString, isRecord, type JsonObject } from '../../../schema/json.ts';
import type { Event } from '../../../triggers/define-event.ts';
import { type Check, fails, holds, notTested, type Verdict } from '../assumption.ts';
import type { Listed } from '../evidence.ts';
import { listed, namedPath, valuesIn } from '../safe-text.ts';
import { answerOf, isSuccess, lastCall, topFields } from './answers.ts';

const MOST_PATHS = 50;
const EMPTY = 'The account has no records.';

/** Paths where records differ from the schema of a trigger, and unknown fields. `null` at the top is what a list cannot know. */
export const recordDifferences = ({ output }: Pick<Event, 'output'>, record: JsonObject) => {
  const { differing, unknown } = differencesOf(output, record, MOST_PATHS);
  const plain = differing.map((path) => path.replace(/\.\d+(?=\.|$)/g, '[]'));
  return { differing: plain.filter((path) => record[path] !== null), unknown };
};

/** A sentence about fields that the schema does not have. */
export const unknownFields = (paths: readonly string[]): string =>
  paths.length > 0 ? ` Unknown fields: ${listed(paths.map(namedPath))}.` : '';

const checkOne = ({ event, step }: Listed): Verdict => {
  const last = lastCall(step);
  if (!last || !isSuccess(last.status)) return fails(last ? answerOf(last) : 'The app did not send a request.');
  if (!step.ok) return fails(`${answerOf(last)} The app could not use it.`);
  const records = asRecords(step.result);
  if (records.length === 0 || (records.length === 1 && isDeepStrictEqual(records[0], event.sample))) {
    const place = valuesIn({ answer: last.response }).find(({ value }) => asRecords(value).length > 0);
    if (!place) return notTested(EMPTY);
    const path = place.path.replace(/^answer\.?/, '');
    return fails(`The app found no records. They are ${path === '' ? 'at the top' : `at ${namedPath(path)}`}.`);
  }
  const differences = records.map((record) => recordDifferences(event, record));
  const differing = differences.flatMap((one) => one.differing);
  if (differing.length > 0) return fails(`Records differ from the schema at ${listed(differing.map(namedPath))}.`);
  return holds(
    `Records are in ${topFields(last.response)}.${unknownFields(differences.flatMap(({ unknown }) => unknown))}`,
  );
};

/** The lists for *Test trigger* have the documented shape. */
export const listsRecords: Check = ({ lists, skipped }) => {
  const called = lists.filter(({ step }) => step.exchanges.length > 0 || !step.ok);
  if (called.length === 0) return notTested(skipped.lists ?? 'The app read no list.');
  const verdicts = called.map(checkOne);
  const worst =
    verdicts.find(({ result }) => result === 'does not hold') ?? verdicts.find(({ result }) => result === 'holds');
  const same = verdicts.filter(({ result }) => result === worst?.result).map(({ finding }) => finding);
  return worst ? { ...worst, finding: listed(same, 3).replaceAll('., ', '. ') } : notTested(EMPTY);
};

const ageOf = (record: JsonObject): number | undefined => {
  const { created } = record;
  const time = Date.parse(asString(isRecord(created) ? created['date'] : created)?.replace(' ', 'T') ?? '');
  return Number.isNaN(time) ? undefined : time;
};

/** BaseKit's list of account holders starts with the oldest. */
export const listsOldestFirst: Check = ({ lists, skipped }) => {
  const [first] = lists.filter(({ step }) => step.exchanges.length > 0);
  const holders =
    first?.step.exchanges.flatMap(({ response }) => asRecords(asRecord(response)['accountHolders'])) ?? [];
  const [start, end] = [holders[0], holders.at(-1)];
  if (!start || !end || start === end) return notTested(skipped.lists ?? 'The list has fewer than two records.');
  const difference =
    (ageOf(end) ?? 0) - (ageOf(start) ?? 0) || (asNumber(end['ref']) ?? 0) - (asNumber(start['ref']) ?? 0);
  if (difference === 0) return notTested('The records do not show their order.');
  return difference > 0 ? holds('The oldest come first.') : fails('The newest come first.');
};
