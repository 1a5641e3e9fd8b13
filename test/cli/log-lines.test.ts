import { hook } from '../helpers/cli.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();

test('logs counts every kind of line that the app writes', async () => {
  const site = eventOf('basekit_site_publish');
  const search = eventOf('builtfirst_items_searched');
  const live = await bench.live(site);
  const send = (changes: Readonly<Record<string, unknown>>) => bench.send(site, live, bodyOf(site, changes));

  for (const secret of ['forged-secret-1', 'forged-secret-2']) {
    const forged = bench.emulator(site).sign({ ...live.target, secret }, site.type, bodyOf(site));
    await bench.deliver(live.zap, forged);
  }
  await bench.send(site, live, 'a=1');
  await send({ eventName: 'site.renamed' });
  await send({ eventName: 'two words' });
  await bench.send(search, await bench.live(search), bodyOf(search, { type: undefined }));
  await send({ site: ['another type'], first_new: 1, 'two words': 1 });
  await send({ first_new: 2, list: [{ inner: 1 }], ['x'.repeat(150)]: 1 });
  await send(Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`extra_${index}`, 1])));

  const lines = bench.printed.map((line) => ({ Log: line.trim() }));
  const { code, stdout } = await hook(['logs', '--json'], {}, JSON.stringify(lines));
  const { counts, other } = JSON.parse(stdout);
  const rows = counts.map((row: object) => Object.values(row).join(' '));
  expect({ code, lines: lines.length, other }).toEqual({ code: 0, lines: 10, other: 0 });
  expect(rows.sort()).toEqual(
    [
      'refused basekit_site_publish signature_mismatch 2',
      'refused basekit_site_publish body_not_json 1',
      'undocumented_type basekit_site_publish site.renamed 1',
      'undocumented_type basekit_site_publish (unusual name) 1',
      'undocumented_type builtfirst_items_searched (none) 1',
      'differing_path basekit_site_publish site 1',
      'unknown_field basekit_site_publish first_new 2',
      'unknown_field basekit_site_publish (unusual name) 1',
      'unknown_field basekit_site_publish list 1',
      `unknown_field basekit_site_publish ${'x'.repeat(100)} 1`,
      ...Array.from({ length: 20 }, (_, index) => `unknown_field basekit_site_publish extra_${index} 1`),
    ].sort(),
  );
});
