import { Hono } from 'hono';
import { type InputField, type JsonObject, type Listening, listen, type Zapier } from '../src/index.ts';
import { type StartedFixture, startFixture } from './helpers/start-fixture.ts';

let api: Listening;
let forms: StartedFixture;
let zapier: Zapier;

beforeAll(async () => {
  const app = new Hono();
  app.get('/colors', (c) => c.json(['sky_blue']));
  api = await listen(app);
  forms = await startFixture('forms', { API_URL: api.url });
  zapier = forms.zapier;
});
afterAll(async () => {
  await forms.close();
  await api.close();
});

const ORDER = 'creates.create_order';
const fieldsOf = (input: JsonObject = {}) => zapier.fields.inputFields(ORDER, forms.connection, input);
const keysOf = async (input: JsonObject) => (await fieldsOf(input)).map(({ key }) => key);
const fill = (input: JsonObject) => zapier.fields.withDefaults(ORDER, forms.connection, input);

describe('input fields', () => {
  test('have the static ones in their order', async () => {
    const [hint, kind] = await fieldsOf();
    expect(hint).toMatchObject({ key: 'hint', type: 'copy', helpText: 'Orders are paid later.' });
    expect(kind).toEqual({
      key: 'kind',
      label: 'Kind',
      type: 'string',
      required: true,
      computed: false,
      list: false,
      altersDynamicFields: true,
      default: 'gift',
      choices: { gift: 'Gift', plain: 'Plain' },
      children: [],
    });
  });

  test('have those that functions compute from the input', async () => {
    expect((await keysOf({})).slice(-1)).toEqual(['lines']);
    expect((await keysOf({ kind: 'gift' })).slice(-3)).toEqual(['lines', 'wrapping', 'message']);
    expect((await keysOf({ kind: 'gift', wrapping: 'paper' })).slice(-1)).toEqual(['pattern']);
  });

  test('are those of the definition where no function computes any', async () => {
    const { connection } = forms;
    expect(await zapier.fields.inputFields('triggers.requested', connection)).toEqual([]);
    expect(await zapier.fields.inputFields('triggers.polled', connection)).toMatchObject([{ key: 'status' }]);
  });

  test.each([
    ['unknown', 'No such kind.'],
    ['keyless', `${ORDER}.operation.inputFields returned an object without “key” as a field. Every field needs a key.`],
  ])('fail with a clear error: %s', async (kind, message) => {
    await expect(fieldsOf({ kind })).rejects.toThrow(message);
  });

  test('of an unknown action name those that there are', async () => {
    await expect(zapier.fields.inputFields('creates.other', forms.connection)).rejects.toThrow(
      'The app has no creates.other. Its creates: create_order, raw.',
    );
  });
});

describe('input', () => {
  test('is filled in with defaults, also of fields that a default adds, and converted', async () => {
    expect(await fill({ message: 'Hi', price: '$1,000.50', is_paid: 'yes', codes: ['1', 2] })).toEqual({
      kind: 'gift',
      quantity: 12,
      price: 1000.5,
      is_paid: true,
      codes: [1, 2],
      wrapping: 'paper',
      message: 'Hi',
      pattern: 'dots',
    });
  });

  test('keeps what the user has changed or removed', async () => {
    expect(await fill({ kind: 'plain', quantity: '', is_paid: null, other: 'x' })).toEqual({
      kind: 'plain',
      other: 'x',
    });
  });

  test('loses empty values at any depth', async () => {
    const deep = { kind: 'plain', quantity: 0, is_paid: false, deep: { a: [null, '', {}, 'x'], b: { c: [] } } };
    expect(await fill(deep)).toEqual({ kind: 'plain', quantity: 0, is_paid: false, deep: { a: ['x'] } });
  });

  test('keeps empty values with cleanInputData: false', async () => {
    const filled = await zapier.fields.withDefaults('creates.raw', forms.connection, { result: '', other: null });
    expect(filled).toEqual({ result: '', other: null, status: 'open' });
  });

  test('has defaults in each line item', async () => {
    const { lines } = await fill({ kind: 'plain', lines: [{ sku: 'a' }, { sku: 'b', count: '3' }] });
    expect(lines).toEqual([
      { sku: 'a', count: 1 },
      { sku: 'b', count: 3 },
    ]);
  });

  test.each<[JsonObject, string]>([
    [{}, `A required field has no value in the input of ${ORDER}: “Message” (message).`],
    [{ kind: '' }, `A required field has no value in the input of ${ORDER}: “Kind” (kind).`],
    [
      { wrapping: '', lines: [{ sku: 'a' }, {}] },
      `Required fields have no value in the input of ${ORDER}: “SKU” (sku) in item 2 of “Lines” (lines), “Wrapping” (wrapping), “Message” (message).`,
    ],
  ])('without a required value names the field: %p', async (input, message) => {
    await expect(fill(input)).rejects.toMatchObject({ name: 'InputError', message });
  });
});

test('a required dropdown without a value names the trigger that has its values', async () => {
  await expect(zapier.fields.withDefaults('triggers.of_project', forms.connection, {})).rejects.toThrow(
    'no value in the input of triggers.of_project: “Project” (project_id, “id” of an item of the trigger projects).',
  );
});

describe('the choices of a dropdown', () => {
  const fieldOf = async (key: string): Promise<InputField> => {
    const fields = await fieldsOf();
    const found = fields.flatMap((field) => [field, ...field.children]).find((field) => field.key === key);
    if (!found) throw new Error(`no field ${key}`);
    return found;
  };
  const choicesOf = async (key: string, input: JsonObject = {}, page: number | string = 0) =>
    zapier.fields.choicesOf(ORDER, await fieldOf(key), forms.connection, input, page);

  test.each([
    ['kind', ['gift', 'Gift'], ['plain', 'Plain']],
    ['size', ['small', 'small'], ['l', 'Large']],
    ['shop', ['a', 'Shop A']],
    ['project_id', ['1', 'Project 1'], ['2', 'Project 2']],
    ['owner', ['p-1', 'Ada'], ['p-2', 'Ada']],
    ['tag', ['t', 'Tag']],
    ['requested_color', ['sky_blue', 'Sky Blue']],
    ['line_color', ['w', 'White']],
    ['price'],
  ])('%s', async (key, ...expected) => {
    const { choices } = await choicesOf(key);
    expect(choices.map(({ value, label }) => [value, label])).toEqual(expected);
  });

  test('depend on the input, and come in pages', async () => {
    const { choices } = await choicesOf('owner', { shop: 'North' }, 1);
    expect(choices).toEqual([
      { value: 'p-3', label: 'Ada North' },
      { value: 'p-4', label: 'Ada North' },
    ]);
  });

  test('of a function come in pages with a token', async () => {
    const first = await choicesOf('color', { kind: 'gift' });
    expect(first).toEqual({
      choices: [
        { value: 'dark_red', label: 'Dark Red' },
        { value: '1', label: '1' },
        { value: 'g', label: 'gift' },
      ],
      pagingToken: 'more',
    });
    expect(await choicesOf('color', {}, first.pagingToken)).toEqual({ choices: [{ value: 'b', label: 'Blue' }] });
  });

  test.each([
    [
      'lost',
      {},
      /^The dropdown “lost” has dynamic: 'missing.id.name', but the app has no trigger “missing”. Its triggers: /,
    ],
    [
      'owner',
      { shop: 'bad' },
      /projects.operation.perform returned an item without “owner__id”, which the dropdown needs/,
    ],
    ['owner', { shop: 'none' }, /projects.operation.perform returned an object; a trigger must return an array/],
    [
      'wrong_color',
      {},
      /choices.perform returned an object; it must return an object with a list of choices in “results”/,
    ],
  ])('fail with a clear error: %s %p', async (key, input, message) => {
    await expect(choicesOf(key, input)).rejects.toThrow(message);
  });
});
