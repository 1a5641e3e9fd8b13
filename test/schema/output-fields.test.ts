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

describe('a leaf', () => {
  test.each([
    ['text', text('Name'), 'string'],
    ['a number with decimals', decimal('Name'), 'number'],
    ['a whole number', integer('Name'), 'integer'],
    ['a number of few digits', z.float32().meta({ title: 'Name' }), 'number'],
    ['yes or no', flag('Name'), 'boolean'],
    ['yes or no, or a text that says so', flagOrText('Name'), 'boolean'],
    ['a time', time('Name'), 'datetime'],
    ['a day', day('Name'), 'datetime'],
    ['anything', anything('Name'), 'string'],
    ['a list of texts', values('Name'), 'string'],
    ['a list of numbers', z.array(z.number()).meta({ title: 'Name' }), 'number'],
  ])('that is %s has a key, a label and a type', (_, schema, type) => {
    expect(toOutputFields(payload({ name: schema }))).toEqual([{ key: 'name', label: 'Name', type }]);
  });

  test.each([
    ['nullable', nullable(integer('Name'))],
    ['optional', optional(integer('Name'))],
    ['both', optional(nullable(integer('Name')))],
    ['both the other way round', nullable(optional(integer('Name')))],
    ['nullish', nullish(integer('Name'))],
  ])('may be %s', (_, schema) => {
    expect(toOutputFields(payload({ name: schema }))).toEqual([{ key: 'name', label: 'Name', type: 'integer' }]);
  });
});

describe('an object', () => {
  test('puts its name before those of its fields, level by level', () => {
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
  ])('may be %s, and so may its fields', (_, site) => {
    expect(toOutputFields(payload({ site }))).toEqual([{ key: 'site__ref', label: 'Site Ref', type: 'integer' }]);
  });

  test('without a label lets its fields stand alone', () => {
    const schema = payload({
      data: group('', { name: text('Name') }),
      bare: z.looseObject({ name: text('Other Name') }),
    });
    expect(toOutputFields(schema)).toEqual([
      { key: 'data__name', label: 'Name', type: 'string' },
      { key: 'bare__name', label: 'Other Name', type: 'string' },
    ]);
  });

  test('with keys that nobody knows has no fields of its own', () => {
    const schema = payload({ id: integer('ID'), metadata: open('Metadata'), traits: nullable(open('Traits')) });
    expect(toOutputFields(schema)).toEqual([{ key: 'id', label: 'ID', type: 'integer' }]);
  });
});

describe('a list of objects', () => {
  const fields = { title: text('Title'), price: nullable(group('Price', { net: decimal('Net') })) };
  const items = [
    { key: 'items[]title', label: 'Item Title', type: 'string' },
    { key: 'items[]price__net', label: 'Item Price Net', type: 'number' },
  ];

  test('has the fields of one of them', () => {
    expect(toOutputFields(payload({ items: list('Item', fields) }))).toEqual(items);
    expect(toOutputFields(payload({ items: nullable(list('Item', fields)) }))).toEqual(items);
    const holed = z.array(nullable(z.looseObject(fields))).meta({ title: 'Item' });
    expect(toOutputFields(payload({ items: holed }))).toEqual(items);
  });

  test('may lie in an object, and hold another list', () => {
    const schema = payload({
      order: group('Order', { items: list('Item', { tax: list('Tax', { rate: decimal('Rate') }) }) }),
    });
    expect(toOutputFields(schema)).toEqual([
      { key: 'order__items[]tax[]rate', label: 'Order Item Tax Rate', type: 'number' },
    ]);
  });
});

test('an empty payload has no fields', () => {
  expect(toOutputFields(payload({}))).toEqual([]);
});
