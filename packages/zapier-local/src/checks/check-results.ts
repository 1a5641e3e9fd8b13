import { missingKeys } from './missing-keys.ts';
import { brokenFields, type OutputField, sampleOf } from './output-fields.ts';

type Item = Readonly<Record<string, unknown>>;

/** What Zapier's checks compare. */
export interface TriggerResults {
  /** A polling trigger has no deliveries: what it lists starts Zaps. */
  readonly isPolling: boolean;
  /** The trigger's `sample`, if it has one. */
  readonly sample?: unknown;
  /** The trigger's output fields, with dynamic ones. */
  readonly outputFields: readonly OutputField[];
  /** The items of `performList`, or of `perform` of a polling trigger. Undefined if the trigger did not list any. */
  readonly listed: readonly Item[] | undefined;
  /** The items that deliveries started Zaps with. */
  readonly delivered: readonly Item[];
}

/** The result of one of Zapier's checks. */
export interface CheckResult {
  /** Zapier's code, such as `T004`. */
  readonly code: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** What is wrong, or why the check was skipped. */
  readonly messages: readonly string[];
}

interface Check {
  readonly code: string;
  /** Why the check cannot run. */
  readonly skipped?: string | false | undefined;
  readonly messages: () => readonly string[];
}

/** Zapier checks the newest item only. Here each one counts, and what they have in common is reported once. */
const inAll = (items: readonly Item[], find: (item: Item) => readonly string[]): string[] => [
  ...new Set(items.flatMap(find)),
];

const NOTHING_LISTED = 'The trigger listed no items.';
const NO_OUTPUT_FIELDS = 'The trigger has no output fields.';
const NO_SAMPLE = 'The trigger has no sample.';

const checksOf = ({ isPolling, sample: own, outputFields, listed = [], delivered }: TriggerResults): Check[] => {
  const sample = sampleOf(own, outputFields);
  const live = isPolling ? listed : delivered;
  const noSample = Object.keys(sample).length === 0 && NO_SAMPLE;
  const noFields = outputFields.length === 0 && NO_OUTPUT_FIELDS;
  const noLive = live.length === 0 && (isPolling ? NOTHING_LISTED : 'No delivery started a Zap. Add --deliver FILE.');
  const noList = listed.length === 0 && NOTHING_LISTED;
  const notLive = (expected: readonly Item[], name: string) => {
    const keys = inAll(expected, (record) => inAll(live, (item) => missingKeys(record, item)));
    if (keys.length === 0) return [];
    return [`${keys.join(', ')} ${keys.length === 1 ? 'is' : 'are'} in ${name}, but not in every live result.`];
  };
  const matching = (items: readonly Item[], name: string) =>
    inAll(items, (item) => brokenFields(outputFields, item).map((broken) => `${name}: ${broken}.`));

  return [
    { code: 'D012', messages: () => (noSample ? [`${NO_SAMPLE} Zapier shows it when a test finds nothing.`] : []) },
    { code: 'D024', skipped: noSample || noFields, messages: () => matching([sample], 'The sample') },
    { code: 'T004', skipped: noLive || noSample, messages: () => notLive([sample], 'the sample') },
    { code: 'T005', skipped: noLive || noFields, messages: () => matching(live, 'A live result') },
    ...(isPolling
      ? []
      : [
          {
            code: 'T006',
            skipped: noList || noLive,
            messages: () => notLive(listed, 'what performList returned'),
          },
          {
            code: 'Z001',
            skipped: noList || noFields,
            messages: () => matching(listed, 'What performList returned'),
          },
        ]),
  ];
};

/**
 * Applies Zapier's checks of results: of the sample (D012, D024), of live results (T004, T005, T006) and of listed items
 * (Z001).
 *
 * @see https://docs.zapier.com/platform/publish/integration-checks-reference
 */
export const checkResults = (results: TriggerResults): CheckResult[] =>
  checksOf(results).map(({ code, skipped, messages: find }) => {
    if (skipped) return { code, status: 'skipped', messages: [skipped] };
    const messages = find();
    return { code, status: messages.length > 0 ? 'failed' : 'passed', messages };
  });
