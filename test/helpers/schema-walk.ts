import { z } from 'zod';

/** As much of JSON Schema as zod writes for an event. */
interface Node {
  /** Several, for a value that may be of either; the first is what the sender means. */
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

/** What a schema says at one of its ends. */
export interface End {
  readonly key: string;
  readonly label: string;
  /** Zapier's name of the type; `open` for an object whose keys nobody knows. */
  readonly type: string;
}

const typeOf = ({ type, format }: Node): string => {
  if (format === 'date-time' || format === 'date') return 'datetime';
  const [first] = [type].flat();
  return first === 'number' || first === 'integer' || first === 'boolean' ? first : 'string';
};

const walk = (node: Node, key: string, labels: readonly string[]): End[] => {
  const choices = (node.anyOf ?? []).filter(({ type }) => type !== 'null');
  const [only] = choices;
  if (only && choices.length === 1) return walk({ ...node, ...only, anyOf: [] }, key, labels);
  const words = node.title ? [...labels, node.title] : labels;
  const end = (type: string): End[] => [{ key, label: words.join(' '), type }];
  if (node.type === 'array') {
    const { items = {} } = node;
    const isOfObjects = [items, ...(items.anyOf ?? [])].some(({ type }) => type === 'object');
    return isOfObjects ? walk(items, `${key}[]`, words) : end(typeOf(items));
  }
  if (node.type !== 'object') return end(typeOf(node));
  const fields = Object.entries(node.properties ?? {});
  if (fields.length === 0) return end('open');
  const before = key === '' || key.endsWith('[]') ? key : `${key}__`;
  return fields.flatMap(([name, field]) => walk(field, before + name, words));
};

/** Every end of a schema, found by way of the JSON Schema that zod itself makes of it. */
export const endsOf = (schema: z.core.$ZodType): End[] => {
  // zod types the answer as any JSON Schema there can be; this one it made of objects, lists and plain values.
  const root = z.toJSONSchema(schema, { unrepresentable: 'any' }) as Node;
  return walk(root, '', []);
};

/** The key of every value in a sample that is neither an object nor a list of objects. */
export const leavesOf = (value: unknown, key = ''): string[] => {
  if (Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null)) {
    return [...new Set(value.flatMap((item) => leavesOf(item, `${key}[]`)))];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [key];
  const before = key === '' || key.endsWith('[]') ? key : `${key}__`;
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, before + name));
};
