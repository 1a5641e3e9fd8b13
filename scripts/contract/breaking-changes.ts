import type { Keys } from './keys.ts';

/** The public keys of a version. */
export interface Contract {
  readonly version: string;
  readonly keys: Keys;
}

/**
 * What happens to users at each kind of breaking change.
 *
 * @see https://docs.zapier.com/integrations/news/2026/version-promotion-guardrails
 * @see https://docs.zapier.com/integrations/manage/planning-changes
 */
const CONSEQUENCES = {
  authentication_changed: 'Zapier pauses the promotion. All users have to connect their accounts again.',
  app_removed: "The provider's own app cannot be updated anymore.",
  app_changed: 'Zapier pauses the promotion. All users of this app have to connect their accounts again.',
  connection_removed: 'Zapier pauses the promotion. Users have to connect their accounts again.',
  connection_changed: 'Zapier pauses the promotion. Users have to connect their accounts again.',
  connection_required: 'Zapier pauses the promotion. Accounts connected without a value stop working.',
  trigger_removed: 'Zapier pauses the promotion and does not migrate Zaps that use the trigger.',
  trigger_changed: 'Zapier does not set up the webhooks of existing Zaps again, so these Zaps may stop.',
  create_removed: 'Zapier pauses the promotion and does not migrate Zaps that use the action.',
  input_removed: 'Zapier pauses the promotion. Zaps lose the value that users entered.',
  input_changed: 'Zapier does not detect this. Zaps keep values of the old type.',
  input_required: 'Zapier pauses the promotion if the field was optional. Zaps without a value fail.',
  choice_removed: 'Zapier does not detect this. Zaps keep sending the removed choice.',
  output_removed: 'Zapier does not detect this. Later steps of a Zap that use the field get no value.',
  output_changed: 'Zapier does not detect this. Later steps of a Zap that use the field get another type of value.',
};

/** The kind of a breaking change. */
export type BreakingChangeCode = keyof typeof CONSEQUENCES;

/** A change that stops existing Zaps from working. */
export interface BreakingChange {
  readonly code: BreakingChangeCode;
  /** The path of the key. */
  readonly path: string;
  /** What changed, and what happens to users. */
  readonly message: string;
}

const isCode = (code: string): code is BreakingChangeCode => Object.hasOwn(CONSEQUENCES, code);

/** The second, fourth and sixth part of a path are keys: `trigger/KEY/input/KEY/choice/KEY`. */
const kindOf = (path: string): string => {
  const [top, , part, , inner] = path.split('/');
  return (part === 'input' && inner) || part || String(top);
};

const breakingChange = (path: string, change: 'removed' | 'changed' | 'required', what: string): BreakingChange => {
  const code = `${kindOf(path)}_${change}`;
  if (!isCode(code)) throw new Error(`Describe ${code} in CONSEQUENCES.`);
  return { code, path, message: `${path} ${what}. ${CONSEQUENCES[code]}` };
};

const REQUIRED = ', required';
const isRequired = (type: string): boolean => type.endsWith(REQUIRED);
const withoutRequired = (type: string): string => (isRequired(type) ? type.slice(0, -REQUIRED.length) : type);

const compare = (path: string, before: string, after: string): BreakingChange[] => {
  const [from, to] = [withoutRequired(before), withoutRequired(after)];
  return [
    ...(from === to ? [] : [breakingChange(path, 'changed', `changed from “${from}” to “${to}”`)]),
    ...(isRequired(after) && !isRequired(before) ? [breakingChange(path, 'required', 'is now required')] : []),
  ];
};

/** The entries of `keys` that `others` does not have. What is below such an entry is left out. */
const missingFrom = (others: Keys, keys: Keys): [path: string, type: string][] => {
  const missing = Object.entries(keys).filter(([path]) => !Object.hasOwn(others, path));
  return missing.filter(([path]) => !missing.some(([parent]) => path.startsWith(`${parent}/`)));
};

const majorOf = ({ version }: Contract): number => Number.parseInt(version, 10);

/** Everything that breaks Zaps of the released version. A higher major version may change anything. */
export const breakingChanges = (released: Contract, current: Contract): BreakingChange[] => {
  if (majorOf(current) > majorOf(released)) return [];
  const removed = missingFrom(current.keys, released.keys);
  const added = missingFrom(released.keys, current.keys);
  return [
    ...removed.map(([path]) => breakingChange(path, 'removed', 'was removed or renamed')),
    ...added
      .filter(([, type]) => isRequired(type))
      .map(([path]) => breakingChange(path, 'required', 'is new and required')),
    ...Object.entries(released.keys).flatMap(([path, before]) => compare(path, before, current.keys[path] ?? before)),
  ];
};
