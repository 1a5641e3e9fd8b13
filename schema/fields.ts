// The small zod: the complete one would double the bundle and the app's start.
import * as z from 'zod/mini';

/** An object schema that accepts unknown fields. */
export type ObjectSchema = z.ZodMiniObject<z.core.$ZodShape, z.core.$loose>;

/**
 * Adds the label that users see in the Zap editor.
 *
 * A label is one level deep (`Ref`). The editor's label (`Site Ref`) is composed of all labels on the path to the field.
 */
const labeled = <T extends z.core.$ZodType>(label: string, type: T): T => {
  // Not `meta`, which copies the type: with hundreds of fields that is half of the app's own start.
  z.globalRegistry.add(type, { title: label });
  return type;
};

/** Text. */
export const text = (label: string) => labeled(label, z.string());

/** A decimal number. */
export const decimal = (label: string) => labeled(label, z.number());

/** A whole number. */
export const integer = (label: string) => labeled(label, z.int());

/** True or false. */
export const flag = (label: string) => labeled(label, z.boolean());

/** True or false, which some senders write as text. */
export const flagOrText = (label: string) => labeled(label, z.union([z.boolean(), z.string()]));

/** A date and time with zone, ISO 8601. */
export const time = (label: string) => labeled(label, z.iso.datetime({ offset: true }));

/** A date without time, ISO 8601. */
export const day = (label: string) => labeled(label, z.iso.date());

/** Anything: a field that the provider does not document. */
export const anything = (label: string) => labeled(label, z.unknown());

/** An object. With an empty label only its fields appear in the editor's labels. */
export const group = <S extends z.core.$ZodShape>(label: string, shape: S) => labeled(label, z.looseObject(shape));

/** A list of objects, which Zapier calls line items. The label is for one of them. */
export const list = <S extends z.core.$ZodShape>(label: string, shape: S) =>
  labeled(label, z.array(z.looseObject(shape)));

/** A list of plain values. */
export const values = (label: string) => labeled(label, z.array(z.string()));

/** A field that may be null. */
export const nullable = z.nullable;

/** A field that may be absent. */
export const optional = z.optional;

/** A field that may be null or absent. */
export const nullish = z.nullish;

/** An object whose keys are not known. */
export const open = (label: string) => labeled(label, z.looseObject({}));

/** Anything, mostly an object whose keys are not known. */
export const openOrOther = (label: string) => labeled(label, z.union([z.looseObject({}), z.unknown()]));

/** The body of a delivery. */
export const payload = <S extends z.core.$ZodShape>(shape: S) => z.looseObject(shape);
