// The small zod: the whole one would be half of the bundle, and a third of the app's own start.
import * as z from 'zod/mini';

/**
 * The words of a schema: a leaf with its label, as users see it in the Zap editor.
 *
 * Labels are one level deep (`Ref`); the editor's label (`Site Ref`) is put together from the way down to the leaf.
 * Everything a provider does not document stays: objects let unknown fields through.
 */
const labelled = <T extends z.core.$ZodType>(label: string, type: T): T => {
  // Not `meta`, which makes a copy: with hundreds of fields that would be half of the app's own start.
  z.globalRegistry.add(type, { title: label });
  return type;
};

/** Text. */
export const text = (label: string) => labelled(label, z.string());

/** A number with decimals. */
export const decimal = (label: string) => labelled(label, z.number());

/** A whole number. */
export const integer = (label: string) => labelled(label, z.int());

/** Yes or no. */
export const flag = (label: string) => labelled(label, z.boolean());

/** Yes or no, which some senders write as text. */
export const flagOrText = (label: string) => labelled(label, z.union([z.boolean(), z.string()]));

/** A date with time and zone, ISO 8601. */
export const time = (label: string) => labelled(label, z.iso.datetime({ offset: true }));

/** A day without time, ISO 8601. */
export const day = (label: string) => labelled(label, z.iso.date());

/** Anything: a field that the provider does not document. */
export const anything = (label: string) => labelled(label, z.unknown());

/** An object. With an empty label its fields stand alone. */
export const group = <S extends z.core.$ZodShape>(label: string, shape: S) => labelled(label, z.looseObject(shape));

/** A list of objects: line items, in Zapier's words. The label names one of them. */
export const list = <S extends z.core.$ZodShape>(label: string, shape: S) =>
  labelled(label, z.array(z.looseObject(shape)));

/** A list of plain values. */
export const values = (label: string) => labelled(label, z.array(z.string()));

/** A field that may be null. */
export const nullable = z.nullable;

/** A field that may be left out. */
export const optional = z.optional;

/** A field that may be null or left out. */
export const nullish = z.nullish;

/** An object whose keys the user or the provider chooses. */
export const open = (label: string) => labelled(label, z.looseObject({}));

/** The body of a delivery. */
export const payload = <S extends z.core.$ZodShape>(shape: S) => z.looseObject(shape);
