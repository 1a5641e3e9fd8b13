import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { transformSync } from '@swc/core';
import { integrations } from '../integrations.ts';

const ROOT = join(__dirname, '..');
const ROOMS = ['proofs', 'providers', 'triggers', 'creates', 'sandbox'] as const;
type Room = (typeof ROOMS)[number] | 'top';

interface File {
  readonly path: string;
  readonly room: Room;
  readonly text: string;
  /** Paths from the project's folder for its own files, names for packages. */
  readonly imports: readonly string[];
}

const IMPORT = /(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"]+)['"]/g;

const read = (path: string, room: Room): File => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const imports = [...text.matchAll(IMPORT)].map(([, name = '']) =>
    name.startsWith('.') ? posix.join(posix.dirname(path), name) : name,
  );
  return { path, room, text, imports };
};

const isSource = (path: string): boolean => /\.tsx?$/.test(path) && !path.endsWith('.d.ts');

const files: readonly File[] = [
  ...readdirSync(ROOT)
    .filter(isSource)
    .map((path) => read(path, 'top')),
  ...ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .map((path) => read(posix.join(room, path), room)),
  ),
];
const app = files.filter(({ room }) => room !== 'sandbox');

/** Every import from some files that breaks a rule, as one line each. */
const breaking = (some: readonly File[], breaks: (imported: string) => boolean): string[] =>
  some.flatMap(({ path, imports }) => imports.filter(breaks).map((imported) => `${path} imports ${imported}`));

const isIn =
  (...rooms: readonly string[]) =>
  (path: string) =>
    rooms.some((room) => path.startsWith(`${room}/`));
const roomOf = (room: Room) => files.filter((file) => file.room === room);

test('there is something to look at', () => {
  for (const room of ROOMS) expect(roomOf(room).length).toBeGreaterThan(4);
  expect(roomOf('top').map(({ path }) => path)).toEqual(
    expect.arrayContaining(['app.ts', 'authentication.ts', 'index.ts']),
  );
  expect(app.flatMap(({ imports }) => imports).filter((imported) => imported.endsWith('.ts')).length).toBeGreaterThan(
    150,
  );
});

test('proofs know nothing but Node', () => {
  expect(breaking(roomOf('proofs'), (path) => !path.startsWith('node:') && !isIn('proofs')(path))).toEqual([]);
});

test('providers know neither triggers nor creates', () => {
  expect(breaking(roomOf('providers'), isIn('triggers', 'creates'))).toEqual([]);
  expect(breaking(roomOf('triggers'), isIn('creates'))).toEqual([]);
});

test('the app knows no sandbox, no test and no script', () => {
  expect(breaking(app, isIn('sandbox', 'test', 'bench', 'scripts', 'docs'))).toEqual([]);
});

test('the app runs on core and zod alone', () => {
  const isPackage = (name: string) => !name.startsWith('node:') && !/\.(ts|json)$/.test(name);
  const packages = app.flatMap(({ imports }) => imports.filter(isPackage));
  expect([...new Set(packages)].sort()).toEqual(['zapier-platform-core', 'zod/mini', 'zod/v4/core']);
});

test('providers in the sandbox sign without the code that verifies', () => {
  const signers = files.filter(({ path }) => path.startsWith('sandbox/providers/'));
  expect(signers.length).toBeGreaterThan(5);
  expect(breaking(signers, isIn('proofs', 'providers'))).toEqual([]);
});

test('one file makes what is verified', () => {
  const makers = files.filter(({ text }) => /unique symbol|vouchFor|\bas Verified\b|<Verified<[^>]*>>\s*\(/.test(text));
  expect(makers.map(({ path }) => path)).toEqual(['proofs/verified.ts']);
  const [maker] = makers;
  expect(maker?.text).not.toMatch(/export (declare )?const (brand|vouchFor)|export \{/);
});

describe('provider names', () => {
  const providers = integrations.map(({ provider }) => provider);
  /** The files that list providers, and nothing else. */
  const TABLES = ['integrations.ts', 'sandbox/providers/index.ts'];
  const isOwn = (path: string) =>
    providers.some(({ key }) => path.split(/[/.]/).some((part) => part === key || part.startsWith(`${key}-`)));
  const NAMES = new RegExp(`(?<![a-z])(${providers.map(({ key }) => key).join('|')})`, 'i');
  // Comments may give examples.
  const codeOf = ({ path, text }: File) =>
    transformSync(text, {
      filename: path,
      minify: true,
      jsc: {
        parser: { syntax: 'typescript', tsx: path.endsWith('x') },
        target: 'es2023',
        minify: { compress: false, mangle: false },
      },
    }).code;

  test('stand in the providers’ own files and in tables only', () => {
    const shared = app.filter(({ path }) => !isOwn(path) && !TABLES.includes(path));
    expect(shared.length).toBeGreaterThan(25);
    expect(shared.filter((file) => NAMES.test(codeOf(file))).map(({ path }) => path)).toEqual([]);
  });

  test('are asked for by no shared code: it takes a provider’s answer', () => {
    const asks = app.filter(
      ({ path, text }) => !isOwn(path) && /\b(key|label)\s*[!=]==?\s*['"`]\w|switch \([\w.]*(key|label)\)/.test(text),
    );
    expect(asks.map(({ path }) => path)).toEqual([]);
  });

  test('of one provider do not stand in another’s files', () => {
    const mixed = app.filter(({ path, imports }) => {
      const [own] = providers.filter(({ key }) => path.split(/[/.]/).includes(key));
      const others = providers.filter((provider) => provider !== own);
      return own && imports.some((imported) => others.some(({ key }) => imported.split(/[/.]/).includes(key)));
    });
    expect(mixed.map(({ path }) => path)).toEqual([]);
  });
});

test('every trigger is made by the one factory, so none can leave out the proof', () => {
  const makers = app.filter(({ text }) => /type: 'hook'/.test(text)).map(({ path }) => path);
  expect(makers).toEqual(['triggers/hook-trigger.ts']);
  const receivers = app.filter(({ imports }) => imports.includes('triggers/receive.ts')).map(({ path }) => path);
  expect(receivers).toContain('triggers/hook-trigger.ts');
});

test('no setting turns a proof off', () => {
  const checking = app.filter(({ room, path }) => room === 'proofs' || path.startsWith('triggers/'));
  expect(checking.filter(({ text }) => /process\.env|setting\(/.test(text)).map(({ path }) => path)).toEqual([]);
});
