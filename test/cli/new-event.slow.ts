import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hook } from '../helpers/cli.ts';
import { copyProject } from '../helpers/project-copy.ts';

let folder = '';
let root = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'new-event-'));
  root = await copyProject(folder, []);
});
afterAll(() => rm(folder, { recursive: true }));

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

/** A file of code, without its line breaks. */
const readCode = async (path: string): Promise<string> => (await read(path)).replace(/\s+/g, ' ');

const save = async (name: string, content: unknown): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const newEvent = (...args: readonly string[]) => hook(['new-event', '--json', '--root', root, ...args]);

const SITE = { eventName: 'site.unpublish', site: { ref: 4711, domain: 'sesame.example', lastPublish: null } };

test('writes an event from a body, and everything that belongs to it', async () => {
  const changelog = await read('CHANGELOG.md');
  const ran = await newEvent('-p', 'basekit', '--type', 'site.unpublish', await save('site.json', SITE));
  expect({ ...ran, stdout: JSON.parse(ran.stdout) }).toEqual({
    code: 0,
    stderr: '',
    stdout: {
      trigger: 'basekit_site_unpublish',
      label: 'Site Unpublished',
      noun: 'Site',
      description: 'Triggers when a site is unpublished in BaseKit.',
      files: [
        'triggers/basekit/site-unpublish.ts',
        'triggers/basekit/index.ts',
        'CHANGELOG.md',
        'contract/current.json',
        'docs/events.md',
      ],
    },
  });
  expect(await read('triggers/basekit/site-unpublish.ts')).toBe(
    `import { basekit } from '../../providers/basekit/index.ts';
import { anything, group, integer, payload, text } from '../../schema/fields.ts';
import { defineEvent } from '../define-event.ts';

export const siteUnpublish = defineEvent(basekit, {
  type: 'site.unpublish',
  key: 'basekit_site_unpublish',
  noun: 'Site',
  label: 'Site Unpublished',
  description: 'Triggers when a site is unpublished in BaseKit.',
  payload: payload({
    eventName: text('Event Name'),
    site: group('Site', { ref: integer('Ref'), domain: text('Domain'), lastPublish: anything('Last Publish') }),
  }),
  sample: {
    eventName: 'site.unpublish',
    site: { ref: 1234, domain: 'www.example.com', lastPublish: null },
  },
});
`,
  );
  expect(await read('triggers/basekit/index.ts')).toMatch(/storeOrderUpdated,\n {2}siteUnpublish,\n\];\n$/);
  const line = '### New triggers\n\n- New trigger of BaseKit: trigger/basekit_site_unpublish, “Site Unpublished”\n\n';
  expect((await read('CHANGELOG.md')).replace(line, '')).toBe(changelog);
  expect(JSON.parse(await read('contract/current.json')).keys).toMatchObject({
    'trigger/basekit_site_unpublish': 'REST hook',
    'trigger/basekit_site_unpublish/output/site__ref': 'integer',
  });
  expect(await read('docs/events.md')).toContain('| `site__domain` | Site Domain | string |');
});

const deal = (type: string): string =>
  JSON.stringify({ id: 'evt_9', object: 'event', mock: false, type, data: { object: 'deal', total: 5 } });
const HEADERS = { 'Content-Type': 'application/json' };

test.each<[type: string, recorded: (body: string) => unknown]>([
  ['deal_paid', (content) => ({ rawRequest: { headers: HEADERS, content } })],
  ['deal_won', (body) => `POST /hook HTTP/1.1\nContent-Type: application/json\n\n${body}`],
  ['deal_lost', (body) => `curl https://hooks.example/1 -H 'Content-Type: application/json' -d '${body}'`],
  [
    'deal_sent',
    (text) => ({ log: { entries: [{ request: { method: 'POST', url: '/', headers: [], postData: { text } } }] } }),
  ],
])('reads every format of a request: %s', async (type, recorded) => {
  const file = await save(type, recorded(deal(type)));
  expect(await newEvent('-p', 'builtfirst', '--type', type, file)).toMatchObject({ code: 0, stderr: '' });
  const code = await readCode(`triggers/builtfirst/${type.replace('_', '-')}.ts`);
  expect(code).toContain("data: group('', { object: text('Data Object'), total: decimal('Total') }),");
  expect(code).toMatch(/label: 'New (Paid|Won|Lost|Sent) Deal',/);
});

test('with --keep-values, the sample is the provider’s example', async () => {
  const example = { type: 'order.created', id: '7', object: 'event', url: 'http://a.example', at: '1/2/2026', n: 4711 };
  const file = await save('kept.json', example);
  expect(await newEvent('-p', 'builtfirst', '--type', 'order.created', '--keep-values', file)).toMatchObject({
    code: 0,
  });
  const code = await readCode('triggers/builtfirst/order-created.ts');
  expect(code).toContain("label: 'New Order',");
  expect(code).toContain(
    "sample: { type: 'order.created', id: '7', object: 'event', url: 'https://a.example', at: '2025-01-15T09:30:00Z', n: 4711, },",
  );
});

test('describes what an API adds, and which fields a second delivery leaves out', async () => {
  const [first, second] = await Promise.all([
    save('first.json', { id: 9001, url: 'https://x.example/9001' }),
    save('second.json', { id: 9002 }),
  ]);
  const added = await save('added.json', { event: 'task.delete', task: { title: 'Sesame' } });
  const ran = await newEvent('-p', 'buildr', '--type', 'task.delete', '--added', added, first, second);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  const code = await readCode('triggers/buildr/task-delete.ts');
  expect(code).toContain("payload: payload({ id: integer('ID'), url: optional(text('URL')), }),");
  expect(code).toContain("added: { event: text('Event'), task: group('Task', { title: text('Title') }), },");
  expect(code).not.toContain('Sesame');
});

test('changes nothing if the files cannot be generated', async () => {
  const paths = ['CHANGELOG.md', 'contract/current.json', 'docs/events.md', 'triggers/freshpaint/index.ts'];
  const before = await Promise.all(paths.map(read));
  const file = await save('alias.json', { type: 'alias' });
  await writeFile(join(root, 'contract/released.json'), '{"version":"1.0.0","keys":{"trigger/gone":"REST hook"}}');
  const { code, stdout, stderr } = await newEvent('-p', 'freshpaint', '--type', 'alias', file);
  await writeFile(join(root, 'contract/released.json'), '{"version":"0.0.0","keys":{}}');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(JSON.parse(stderr).error).toMatch(
    /^The files could not be generated, so nothing was changed\.\ntrigger_removed/,
  );
  expect(await Promise.all(paths.map(read))).toEqual(before);
  await expect(read('triggers/freshpaint/alias.ts')).rejects.toThrow('ENOENT');
});

test.each<[message: string, provider: string, type: string, body: unknown, more?: readonly string[]]>([
  ['There is no provider “acme”. Choose one of basekit, ', 'acme', 'a.created', { a: 1 }],
  ['has one trigger for all events.', 'signed_webhook', 'a.created', { a: 1 }],
  ['The trigger basekit_site_publish already has the event type site.publish.', 'basekit', 'site.publish', SITE],
  ['The body is not one of BaseKit with the event type site.deleted.', 'basekit', 'site.deleted', SITE],
  ['contains no JSON object with fields.', 'basekit', 'site.deleted', '[]'],
  ['contains no JSON object with fields.', 'basekit', 'site.deleted', '{}'],
  ['This is not a recorded request.', 'basekit', 'site.deleted', 'text'],
  ['The event type has no letters or digits.', 'basekit', '*', SITE],
  ['“9” is not a key.', 'basekit', 'site.delete', { eventName: 'site.delete' }, ['--trigger', '9']],
  [
    'basekit_site_publish has the same label or description.',
    'basekit',
    'site.delete',
    { eventName: 'site.delete' },
    ['--label', 'Site Published'],
  ],
])('refuses: %s', async (message, provider, type, body, more = []) => {
  const { code, stderr } = await newEvent('-p', provider, '--type', type, ...more, await save('refused', body));
  expect({ code, error: JSON.parse(stderr).error }).toEqual({ code: 2, error: expect.stringContaining(message) });
});

test('does not overwrite an event', async () => {
  const file = await save('site.json', { eventName: 'account_holder_created', a: 1 });
  const names = ['--trigger', 'basekit_other', '--label', 'New Other', '--description', 'Triggers when other.'];
  const { code, stderr } = await newEvent('-p', 'basekit', '--type', 'account_holder_created', ...names, file);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('account-holder-created.ts already exists'),
  });
});

test('needs the project’s folder', async () => {
  const file = await save('site.json', { eventName: 'site.delete', a: 1 });
  const ran = await hook(['new-event', '--root', folder, '-p', 'basekit', '--type', 'site.delete', file]);
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('triggers/basekit/index.ts does not exist.') });
});
