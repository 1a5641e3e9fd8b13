import { MOST_ZIP_BYTES } from '../scripts/publishing/budget.ts';
import { readZip } from '../scripts/publishing/zip.ts';
import { atMost, type Section, times } from './report.ts';
import type { Zip, Zips } from './zips.ts';

const LIMIT = 1.15;

const bytes = (count: number): string => `${count.toLocaleString('en')} bytes`;

/** What the zip weighs. */
export const benchSize = ({ full, bare }: Zips): Section => {
  const row = (name: string, value: (zip: Zip) => number) => [
    name,
    bytes(value(bare)),
    bytes(value(full)),
    times(value(full) / value(bare)),
  ];
  const filesIn = (zip: Zip) => String(Object.keys(readZip(zip.bytes)).length);
  return {
    title: 'Zip',
    method: 'Both zips are made and checked the way `npm run package` does it.',
    figures: [
      {
        title: 'What is uploaded',
        head: ['', 'Bare app', 'The app', 'Ratio'],
        rows: [
          row('Zip', (zip) => zip.bytes.length),
          row('Bundled code of the app', (zip) => zip.bundleBytes),
          ['Files', filesIn(bare), filesIn(full), ''],
        ],
      },
    ],
    goals: [atMost('Bytes of the zip', LIMIT, full.bytes.length / bare.bytes.length)],
    notes: [`\`npm run package\` fails above ${bytes(MOST_ZIP_BYTES)}.`],
  };
};
