import { integrations } from '../../integrations.ts';
import { exampleBody } from '../../sandbox/cli/scaffold/example-values.ts';
import { guessFields } from '../../sandbox/cli/scaffold/guess-fields.ts';
import { fieldsCode, membersCode } from '../../sandbox/cli/scaffold/render.ts';
import * as types from '../../schema/fields.ts';
import { isRecord, type JsonObject } from '../../schema/json.ts';
import { type OutputField, toOutputFields } from '../../schema/output-fields.ts';
import { leavesOf } from '../helpers/schema-walk.ts';

const events = integrations.flatMap((integration) => integration.events);
/** The events of providers with one format. The payload of the others is not described. */
const described = events.filter(({ provider }) => !provider.choice);

const schemaOf = (code: string): types.ObjectSchema => {
  const create: unknown = new Function(...Object.keys(types), `return payload({ ${code} });`);
  // The names are those that an event file imports.
  return (create as (...functions: unknown[]) => types.ObjectSchema)(...Object.values(types));
};

const membersOf = (code: string): unknown => new Function(`return { ${code} };`)();

/** The output fields of the code that is written for these examples. */
const guess = (...examples: readonly JsonObject[]): OutputField[] =>
  toOutputFields(schemaOf(fieldsCode(guessFields(examples))));

const labels = (...examples: readonly JsonObject[]): Record<string, string> =>
  Object.fromEntries(guess(...examples).map(({ key, label, type }) => [key, `${label}, ${type}`]));

test('at least 90 % of the fields of existing samples have the type and label that the event defines', () => {
  const pairs = described.flatMap(({ sample, output }) => {
    const guessed = new Map(guess(sample).map((field) => [field.key, field]));
    const present = new Set(leavesOf(sample));
    return toOutputFields(output)
      .filter(({ key }) => present.has(key))
      .map((field) => ({ field, guessed: guessed.get(field.key) }));
  });
  const share = (isRight: (field: OutputField, guessed: OutputField | undefined) => boolean) =>
    pairs.filter(({ field, guessed }) => isRight(field, guessed)).length / pairs.length;
  expect(pairs.length).toBeGreaterThan(500);
  expect(share((_, guessed) => guessed !== undefined)).toBe(1);
  expect(share((field, guessed) => field.type === guessed?.type)).toBeGreaterThan(0.98);
  expect(share((field, guessed) => field.label === guessed?.label)).toBeGreaterThan(0.9);
  expect(share((field, guessed) => field.type === guessed?.type && field.label === guessed.label)).toBeGreaterThan(0.9);
});

test('fields that several events share do not count more than once', () => {
  const results = new Map<string, boolean>();
  for (const { provider, sample, output } of described) {
    const guessed = new Map(guess(sample).map((field) => [field.key, field]));
    for (const { key, label, type } of toOutputFields(output)) {
      const found = guessed.get(key);
      if (found) results.set(`${provider.key} ${key} ${label}`, found.label === label && found.type === type);
    }
  }
  expect([...results.values()].filter(Boolean).length / results.size).toBeGreaterThan(0.9);
});

test.each(described)('$key: the example values match the guessed schema', (event) => {
  const fields = guessFields([event.sample]);
  const example = exampleBody(fields, event.sample, event.type);
  expect(schemaOf(fieldsCode(fields)).safeParse(example).error?.issues ?? []).toEqual([]);
  expect(membersOf(membersCode(example))).toEqual(example);
});

test('types come from values, and from names where the values do not tell', () => {
  const example = {
    count: 3,
    amount: 3,
    amount_cents: 3,
    score: 0.5,
    active: true,
    sent: '2026-01-02T03:04:05Z',
    birthday: '2026-01-02',
    local: '2026-01-02 03:04:05',
    big: 2 ** 60,
    shippedDate: null,
    anything: null,
    tags: ['a'],
    empty: [],
    mixed: [1, 'a'],
    custom_fields: { 'Shoe size': '44' },
    byId: { '4711': { name: 'a' } },
  };
  expect(fieldsCode(guessFields([example])).split('\n')).toEqual([
    "count: integer('Count'),",
    "amount: decimal('Amount'),",
    "amount_cents: integer('Amount Cents'),",
    "score: decimal('Score'),",
    "active: flag('Active'),",
    "sent: time('Sent'),",
    "birthday: day('Birthday'),",
    "local: text('Local'),",
    "big: decimal('Big'),",
    "shippedDate: nullable(time('Shipped At')),",
    "anything: anything('Anything'),",
    "tags: values('Tags'),",
    "empty: anything('Empty'),",
    "mixed: anything('Mixed'),",
    "custom_fields: open('Custom Fields'),",
    "byId: open('By ID'),",
  ]);
});

test('a field that an example leaves out is optional, and one that is null there is nullable', () => {
  const examples = [{ a: 1, b: 'x', c: null }, { a: null, c: 'y' }, { a: 2 }];
  expect(fieldsCode(guessFields(examples)).split('\n')).toEqual([
    "a: nullable(integer('A')),",
    "b: optional(text('B')),",
    "c: nullish(text('C')),",
  ]);
});

test('labels are unique, and leave out what the object says', () => {
  const body = {
    id: 'evt_1',
    object: 'event',
    type: 'paid',
    data: { object: 'order', order: { order_number: '1', orderID: '2', items: [{ itemName: 'a' }] } },
    customer_email: 'a@example.com',
    customer: { email: 'b@example.com', 'e-mail': 'c' },
  };
  expect(labels(body)).toEqual({
    id: 'Event ID, string',
    object: 'Object, string',
    type: 'Event Type, string',
    data__object: 'Data Object, string',
    data__order__order_number: 'Order Number, string',
    data__order__orderID: 'Order ID, string',
    'data__order__items[]itemName': 'Order Item Name, string',
    customer_email: 'Customer Email, string',
    customer__email: 'Customer Email 2, string',
    'customer__e-mail': 'Customer E Mail, string',
  });
});

test('example values keep nothing that a customer typed', () => {
  const private_ = 'Maria Sesame';
  const body = {
    type: 'order.paid',
    status: 'paid',
    currency: 'EUR',
    name: private_,
    note: `for ${private_}`,
    email: 'maria@sesame.example',
    contact: 'maria@sesame.example',
    phone: '+49 30 123456',
    url: 'http://sesame.example/maria?token=sesame',
    id: 'cus_SesameMaria99',
    price: '$19.99',
    number: 4711,
    small: 3,
    at: '2026-01-02T03:04:05.678+02:00',
    day: '2026-01-02',
    local: '2026-01-02 03:04',
    tags: [private_, private_],
    traits: { Sesame: private_ },
    rows: [{ name: private_ }, { name: private_ }],
    mixed: [1, private_],
    [private_]: private_,
  };
  const fields = guessFields([body]).filter(({ key }) => key !== private_);
  const example = exampleBody(fields, body, 'order.paid');
  expect(JSON.stringify(example).toLowerCase()).not.toMatch(/sesame|maria|4711|\+49/);
  expect(example).toMatchObject({
    type: 'order.paid',
    status: 'paid',
    currency: 'EUR',
    small: 3,
    at: '2025-01-15T09:30:00.678+02:00',
    local: '2025-01-15T09:30:00Z',
    traits: { key1: 'value1' },
    rows: [{ name: 'Example Name' }],
    mixed: [],
  });
  expect(isRecord(example) && Object.keys(example)).toHaveLength(fields.length);
});
