/** Read by the compiler only: what must not compile stands under `@ts-expect-error`, beside its like that must. */
import type { Provider } from '../../providers/provider.ts';
import { flag, group, integer, list, nullable, payload, text } from '../../schema/fields.ts';
import { defineEvent } from '../../triggers/define-event.ts';

declare const provider: Provider;

const words = { type: 'a', key: 'a', noun: 'A', label: 'A', description: 'Triggers when a.' };
const shape = payload({ id: integer('ID'), note: nullable(text('Note')), items: list('Item', { sku: text('SKU') }) });
const added = { contact: group('Contact', { vip: flag('VIP') }) };
const wire = { id: 1, note: null, items: [{ sku: 'a' }] };

export const fits = defineEvent(provider, { ...words, payload: shape, sample: wire });

export const holdsMore = defineEvent(provider, { ...words, payload: shape, sample: { ...wire, unknown: [true] } });

// @ts-expect-error A field is missing.
export const lacks = defineEvent(provider, { ...words, payload: shape, sample: { id: 1, note: null } });

// @ts-expect-error A field has another type.
export const retyped = defineEvent(provider, { ...words, payload: shape, sample: { ...wire, id: '1' } });

// @ts-expect-error A field is null that never is.
export const nulled = defineEvent(provider, { ...words, payload: shape, sample: { ...wire, id: null } });

// @ts-expect-error A field deep down has another type.
export const deep = defineEvent(provider, { ...words, payload: shape, sample: { ...wire, items: [{ sku: 1 }] } });

// @ts-expect-error A field deep down has another name.
export const renamed = defineEvent(provider, { ...words, payload: shape, sample: { ...wire, items: [{ SKU: 'a' }] } });

// @ts-expect-error A list is not one of its items.
export const single = defineEvent(provider, { ...words, payload: shape, sample: { ...wire, items: { sku: 'a' } } });

// @ts-expect-error There is no sample.
export const without = defineEvent(provider, { ...words, payload: shape });

const both = { ...wire, contact: { vip: true } };

export const fitsBoth = defineEvent(provider, { ...words, payload: shape, added, sample: both });

// @ts-expect-error What is added after the proof is missing.
export const lacksAdded = defineEvent(provider, { ...words, payload: shape, added, sample: wire });

const retypedContact = { ...wire, contact: { vip: 'yes' } };
// @ts-expect-error What is added after the proof has another type.
export const retypedAdded = defineEvent(provider, { ...words, payload: shape, added, sample: retypedContact });
