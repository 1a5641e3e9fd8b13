/** Only compiled, never run: code that must not compile is marked with `@ts-expect-error`, next to similar code that must. */
import type { Provider } from '../../providers/provider.ts';
import { flag, group, integer, list, nullable, payload, text } from '../../schema/fields.ts';
import { defineEvent } from '../../triggers/define-event.ts';

declare const provider: Provider;

const definition = { type: 'a', key: 'a', noun: 'A', label: 'A', description: 'Triggers when a.' };
const shape = payload({ id: integer('ID'), note: nullable(text('Note')), items: list('Item', { sku: text('SKU') }) });
const added = { contact: group('Contact', { vip: flag('VIP') }) };
const sample = { id: 1, note: null, items: [{ sku: 'a' }] };

export const matching = defineEvent(provider, { ...definition, payload: shape, sample });

export const withUnknownField = defineEvent(provider, {
  ...definition,
  payload: shape,
  sample: { ...sample, unknown: [true] },
});

// @ts-expect-error A field is missing.
export const withoutField = defineEvent(provider, { ...definition, payload: shape, sample: { id: 1, note: null } });

// @ts-expect-error A field has another type.
export const withOtherType = defineEvent(provider, { ...definition, payload: shape, sample: { ...sample, id: '1' } });

// @ts-expect-error A field that is never null is null.
export const withNull = defineEvent(provider, { ...definition, payload: shape, sample: { ...sample, id: null } });

const numericSku = { ...sample, items: [{ sku: 1 }] };
// @ts-expect-error A nested field has another type.
export const withOtherNestedType = defineEvent(provider, { ...definition, payload: shape, sample: numericSku });

const renamedSku = { ...sample, items: [{ SKU: 'a' }] };
// @ts-expect-error A nested field has another name.
export const withOtherNestedName = defineEvent(provider, { ...definition, payload: shape, sample: renamedSku });

const singleItem = { ...sample, items: { sku: 'a' } };
// @ts-expect-error An item is not a list.
export const withItem = defineEvent(provider, { ...definition, payload: shape, sample: singleItem });

// @ts-expect-error There is no sample.
export const withoutSample = defineEvent(provider, { ...definition, payload: shape });

const complete = { ...sample, contact: { vip: true } };

export const matchingAdded = defineEvent(provider, { ...definition, payload: shape, added, sample: complete });

// @ts-expect-error An added field is missing.
export const withoutAdded = defineEvent(provider, { ...definition, payload: shape, added, sample });

const otherContact = { ...sample, contact: { vip: 'yes' } };
// @ts-expect-error An added field has another type.
export const withOtherAddedType = defineEvent(provider, { ...definition, payload: shape, added, sample: otherContact });
