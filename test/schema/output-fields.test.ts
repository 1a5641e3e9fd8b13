import * as z from 'zod';
import {
  anything,
  day,
  decimal,
  flag,
  flagOrText,
  group,
  integer,
  list,
  nullable,
  nullish,
  open,
  optional,
  payload,
  text,
  time,
  values,
} from '../../schema/fields.ts';
import { toOutputFields } from '../../schema/output-fields.ts';

describe('leaf', () => {
  test.each([
    ['text', text('Name'), 'string'],
    ['a decimal number', decimal('Name'), 'number'],
    ['a whole number', integer('Name'), 'integer'],
    ['a 32-bit number', z.float32().meta({ title: 'Name' }), 'number'],
    ['a boolean', flag('Name'), 'boolean'],
    ['a boolean or text', flagOrText('Name'), 'boolean'],
    ['a time', time('Name'), 'datetime'],
    ['a day', day('Name'), 'datetime'],
    ['anything', anything('Name'), 'string'],
    ['a list of texts', values('Name'), 'string'],
    ['a list of numbers', z.array(z.number()).meta({ title: 'Name' }), 'number'],
  ])('The field of %s has a key, a label and a type', (_, schema, type) => {
    expect(toOutputFields(payload({ name: schema }))).toEqual([{ key: 'name', label: 'Name', type }]);
  });

  test.each([
    ['nullable', nullable(integer('Name'))],
    ['optional', optional(integer('Name'))],
    ['optional and nullable', optional(nullable(integer('Name')))],
    ['nullable and optional', nullable(optional(integer('Name')))],
    ['nullish', nullish(integer('Name'))],
  ])('A leaf may be %s', (_, schema) => {
    expect(toOutputFields(payload({ name: schema }))).toEqual([{ key: 'name', label: 'Name', type: 'integer' }]);
  });
});

describe('object', () => {
  test('The keys and labels of nested fields are composed of all levels', () => {
    const schema = payload({
      id: integer('ID'),
      site: group('Site', { ref: integer('Ref'), owner: group('Owner', { name: text('Name'), vip: flag('VIP') }) }),
    });
    expect(toOutputFields(schema)).toEqual([
      { key: 'id', label: 'ID', type: 'integer' },
      { key: 'site__ref', label: 'Site Ref', type: 'integer' },
      { key: 'site__owner__name', label: 'Site Owner Name', type: 'string' },
      { key: 'site__owner__vip', label: 'Site Owner VIP', type: 'boolean' },
    ]);
  });

  test.each([
    ['nullable', nullable(group('Site', { ref: nullable(integer('Ref')) }))],
    ['optional', optional(group('Site', { ref: optional(integer('Ref')) }))],
  ])('An object and its fields may be %s', (_, site) => {
    expect(toOutputFields(payload({ site }))).toEqual([{ key: 'site__ref', label: 'Site Ref', type: 'integer' }]);
  });

  test('An object without a label adds nothing to the labels of its fields', () => {
    const schema = payload({
      data: group('', { name: text('Name') }),
      bare: z.looseObject({ name: text('Other Name') }),
    });
    expect(toOutputFields(schema)).toEqual([
      { key: 'data__name', label: 'Name', type: 'string' },
      { key: 'bare__name', label: 'Other Name', type: 'string' },
    ]);
  });

  test('An open object has no fields', () => {
    const schema = payload({ id: integer('ID'), metadata: open('Metadata'), traits: nullable(open('Traits')) });
    expect(toOutputFields(schema)).toEqual([{ key: 'id', label: 'ID', type: 'integer' }]);
  });
});

describe('list of objects', () => {
  const fields = { title: text('Title'), price: nullable(group('Price', { net: decimal('Net') })) };
  const items = [
    { key: 'items[]title', label: 'Item Title', type: 'string' },
    { key: 'items[]price__net', label: 'Item Price Net', type: 'number' },
  ];

  test('A list has the fields of one item', () => {
    expect(toOutputFields(payload({ items: list('Item', fields) }))).toEqual(items);
    expect(toOutputFields(payload({ items: nullable(list('Item', fields)) }))).toEqual(items);
    const withNulls = z.array(nullable(z.looseObject(fields))).meta({ title: 'Item' });
    expect(toOutputFields(payload({ items: withNulls }))).toEqual(items);
  });

  test('A list may be in an object and contain another list', () => {
    const schema = payload({
      order: group('Order', { items: list('Item', { tax: list('Tax', { rate: decimal('Rate') }) }) }),
    });
    expect(toOutputFields(schema)).toEqual([
      { key: 'order__items[]tax[]rate', label: 'Order Item Tax Rate', type: 'number' },
    ]);
  });
});

test('An empty payload has no fields', () => {
  expect(toOutputFields(payload({}))).toEqual([]);
});
