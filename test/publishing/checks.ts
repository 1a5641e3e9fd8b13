import { type Definition, type Step, stepsOf } from './definition.ts';

/** A check of Zapier's: says what breaks it, one line each. */
export type Check = (definition: Definition) => string[];

const CREDENTIAL = /api[ _-]?key|access[ _-]?token|auth[ _-]?token|client[ _-]?(id|secret)|passw(or)?d|user ?name/i;
const LINK = /\[[^\]]+\]\(https:\/\/[^)\s]+\)/;
const INSECURE = /http:\/\/[^\s"')\]]*/gi;
const SMALL = new Set('a an and as at but by for from if in into nor of on or the to with'.split(' '));

/** Upper case at the start of each word, but for small words in the middle. */
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

/** Where in a value there are texts that are dates in a form that Zapier cannot read for sure. */
export const looseDates = (value: unknown, path: string): string[] => {
  if (typeof value === 'string') return DATE_LIKE.test(value) && !ISO.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => looseDates(inner, `${path}.${key}`));
};

/** Builtfirst names the versions of a deal by their time, without a zone: a name, which the app hands on as it came. */
const VERSION = /\.deal\.version$/;

const each = (definition: Definition, isBroken: (step: Step) => boolean): string[] =>
  stepsOf(definition)
    .filter(isBroken)
    .map(({ key }) => key);

const hooks = ({ triggers }: Definition): Step[] => Object.values(triggers);

const isStatic = ({ operation }: Step): boolean => !operation.performSubscribe || !operation.performUnsubscribe;

/**
 * Zapier's checks of a definition that need nothing but the definition, by their codes.
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
  D012: (definition) => each(definition, ({ operation }) => Object.keys(operation.sample ?? {}).length === 0),
  D016: (definition) =>
    stepsOf(definition).length === 1 && hooks(definition).every(isStatic) ? ['nothing but one static hook'] : [],
  D017: (definition) =>
    hooks(definition)
      .filter(isStatic)
      .map(({ key }) => key),
  D018: (definition) => each(definition, ({ display }) => !isTitleCase(display.label)),
  D021: (definition) =>
    hooks(definition)
      .filter(({ display }) => !/^Triggers when .*\.$/.test(display.description))
      .map(({ key }) => key),
  D023: (definition) =>
    stepsOf(definition)
      .flatMap(({ operation }) => looseDates(operation.sample, 'sample'))
      .filter((path) => !VERSION.test(path)),
  D028: (definition) => [
    ...(definition.flags.cleanInputData === false ? [] : ['flags']),
    ...each(definition, ({ operation }) => operation.cleanInputData === true),
  ],
} satisfies Readonly<Record<string, Check>>;
