import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { REJECTIONS } from '../../verification/rejection.ts';

const ROOT = join(import.meta.dirname, '../..');
const DOCS = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
const PAGES = [
  ...['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'AGENTS.md', 'CHANGELOG.md'],
  ...DOCS.map((name) => join('docs', name)),
];

const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

const withoutCodeBlocks = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```/gm, '');

/** The anchors of a page: those it sets with an `id`, and those GitHub gives its headings. The second of two equal ones ends with `-1`. */
const anchorsOf = (markdown: string): Set<string> => {
  const anchors = new Set([...markdown.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id));
  for (const [, heading = ''] of withoutCodeBlocks(markdown).matchAll(/^#{1,6} (.+)$/gm)) {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = text.replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
};

/** The targets of a page's links within the repository. */
const linksOf = (markdown: string): string[] =>
  [
    ...withoutCodeBlocks(markdown)
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));

const resolves = (page: string, link: string): boolean => {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || anchorsOf(read(target)).has(anchor);
};

test.each([
  ['# Public keys', 'public-keys'],
  ['## 3. Is there a `run`?', '3-is-there-a-run'],
  ['### signature_mismatch', 'signature_mismatch'],
  ['## Firespring’s [look-up](x.md)', 'firesprings-look-up'],
])('The heading “%s” has the anchor %s', (heading, anchor) => {
  expect([...anchorsOf(`${heading}\n\n\`\`\`sh\n# no heading\n\`\`\`\n`)]).toEqual([anchor]);
});

test.each(PAGES)('Every link of %s within the repository leads to a file and a heading that exist', (page) => {
  expect(linksOf(read(page)).filter((link) => !resolves(page, link))).toEqual([]);
});

test('The pages contain links, and a dead one is found', () => {
  expect(linksOf(read('README.md')).length).toBeGreaterThan(20);
  expect(linksOf('[a](b.md#c) `[d](e.md)` [f](https://example.com)')).toEqual(['b.md#c']);
  for (const link of ['missing.md', 'SECURITY.md#missing', '#missing']) expect(resolves('README.md', link)).toBe(false);
});

test('The operations guide explains every reason of a refusal, and no others', () => {
  const codes = [...read('docs/operations.md').matchAll(/`([a-z]+(?:_[a-z0-9]+)+)`/g)].map(([, code = '']) => code);
  expect([...new Set(codes)].sort()).toEqual(Object.keys(REJECTIONS).sort());
});
