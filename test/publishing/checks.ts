import { type Definition, type Step, stepsOf } from './definition.ts';

/** A check by Zapier. Returns what violates it. */
export type Check = (definition: Definition) => string[];

const CREDENTIAL = /api[ _-]?key|access[ _-]?token|auth[ _-]?token|client[ _-]?(id|secret)|passw(or)?d|user ?name/i;
const LINK = /\[[^\]]+\]\(https:\/\/[^)\s]+\)/;
const INSECURE = /http:\/\/[^\s"')\]]*/gi;
const SMALL = new Set('a an and as at but by for from if in into nor of on or the to with'.split(' '));

/** Whether each word starts with a capital letter, except small words in the middle. */
export const isTitleCase = (label: string): boolean => {
  const words = label.split(/\s+/);
  return words.every((word, index) => {
    if (index > 0 && index < words.length - 1 && SMALL.has(word)) return true;
    return /^[\p{Lu}\p{N}(]/u.test(word);
  });
};

const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/;
const DATE_LIKE =
  /^\d{4}[-/]\d\d?[-/]\d\d?(?!\d)|^\d\d?[./-]\d\d?[./-]\d{2,4}\b|^(\w{3}, )?\d\d? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

/** The paths of dates in a value that Zapier may not parse. */
export const ambiguousDates = (value: unknown, path: string): string[] => {
  if (typeof value === 'string') return DATE_LIKE.test(value) && !ISO.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => ambiguousDates(inner, `${path}.${key}`));
};

/** Builtfirst names the versions of a deal by a time without a zone. */
const VERSION = /\.deal\.version$/;

const stepsWhere = (definition: Definition, isBroken: (step: Step) => boolean): string[] =>
  stepsOf(definition)
    .filter(isBroken)
    .map(({ key }) => key);

const hooks = ({ triggers }: Definition): Step[] => Object.values(triggers);

const isStatic = ({ operation }: Step): boolean => !operation.performSubscribe || !operation.performUnsubscribe;

/**
 * Zapier's checks that need only the definition, by code.
 *
 * @see https://docs.zapier.com/platform/publish/integration-checks-reference
 */
export const CHECKS = {
  D001: (definition) => {
    const ofConnection = new Set(definition.authentication.fields.map(({ key }) => key));
    return stepsOf(definition).flatMap(({ key, operation }) =>
      operation.inputFields
        .filter((field) => ofConnection.has(field.key) || CREDENTIAL.test(`${field.key} ${field.label}`))
        .map((field) => `${key}.${field.key}`),
    );
  },
  D002: ({ authentication }) =>
    authentication.fields.filter(({ helpText = '' }) => !LINK.test(helpText)).map(({ key }) => key),
  D003: ({ authentication }) => (authentication.connectionLabel ? [] : ['connectionLabel']),
  D006: (definition) =>
    hooks(definition)
      .filter(({ operation }) => !operation.performList)
      .map(({ key }) => key),
  D007: (definition) => JSON.stringify(definition).match(INSECURE) ?? [],
  D012: (definition) => stepsWhere(definition, ({ operation }) => Object.keys(operation.sample ?? {}).length === 0),
  D016: (definition) =>
    stepsOf(definition).length === 1 && hooks(definition).every(isStatic) ? ['the only step is a static hook'] : [],
  D017: (definition) =>
    hooks(definition)
      .filter(isStatic)
      .map(({ key }) => key),
  D018: (definition) => stepsWhere(definition, ({ display }) => !isTitleCase(display.label)),
  D021: (definition) =>
    hooks(definition)
      .filter(({ display: { description } }) => !description.startsWith('Triggers when ') || !description.endsWith('.'))
      .map(({ key }) => key),
  D023: (definition) =>
    stepsOf(definition)
      .flatMap(({ operation }) => ambiguousDates(operation.sample, 'sample'))
      .filter((path) => !VERSION.test(path)),
  D028: (definition) => [
    ...(definition.flags.cleanInputData === false ? [] : ['flags']),
    ...stepsWhere(definition, ({ operation }) => operation.cleanInputData === true),
  ],
} satisfies Readonly<Record<string, Check>>;
