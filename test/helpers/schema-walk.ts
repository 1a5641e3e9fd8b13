import { z } from 'zod';

/** The part of JSON Schema that zod generates for an event. */
interface Node {
  /** Several for a value with alternative types; the first is the documented one. */
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

/** A leaf of a schema. */
export interface Leaf {
  readonly key: string;
  readonly label: string;
  /** Zapier's name of the type; `open` for an object whose keys are not known. */
  readonly type: string;
}

const typeOf = ({ type, format }: Node): string => {
  if (format === 'date-time' || format === 'date') return 'datetime';
  const [first] = [type].flat();
  return first === 'number' || first === 'integer' || first === 'boolean' ? first : 'string';
};

const walk = (node: Node, key: string, labels: readonly string[]): Leaf[] => {
  const choices = (node.anyOf ?? []).filter(({ type }) => type !== 'null');
  const [first] = choices;
  // The first form is the documented one.
  const isClear = choices.length === 1 || first?.type === 'object';
  if (first && isClear) return walk({ ...node, ...first, anyOf: [] }, key, labels);
  const path = node.title ? [...labels, node.title] : labels;
  const leaf = (type: string): Leaf[] => [{ key, label: path.join(' '), type }];
  if (node.type === 'array') {
    const { items = {} } = node;
    const isOfObjects = [items, ...(items.anyOf ?? [])].some(({ type }) => type === 'object');
    return isOfObjects ? walk(items, `${key}[]`, path) : leaf(typeOf(items));
  }
  if (node.type !== 'object') return leaf(typeOf(node));
  const fields = Object.entries(node.properties ?? {});
  if (fields.length === 0) return leaf('open');
  const before = key === '' || key.endsWith('[]') ? key : `${key}__`;
  return fields.flatMap(([name, field]) => walk(field, before + name, path));
};

/** Every leaf of a schema, read from the JSON Schema that zod generates. */
export const schemaLeaves = (schema: z.core.$ZodType): Leaf[] => {
  // zod's return type covers all of JSON Schema; an event's schema has only objects, lists and plain values.
  const root = z.toJSONSchema(schema, { unrepresentable: 'any' }) as Node;
  return walk(root, '', []);
};

/** The keys of all values in a sample, except objects and lists of objects. */
export const leavesOf = (value: unknown, key = ''): string[] => {
  if (Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null)) {
    return [...new Set(value.flatMap((item) => leavesOf(item, `${key}[]`)))];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [key];
  const before = key === '' || key.endsWith('[]') ? key : `${key}__`;
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, before + name));
};
