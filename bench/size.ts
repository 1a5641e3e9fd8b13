import { MAX_ZIP_BYTES } from '../scripts/publishing/budget.ts';
import { readZip } from '../scripts/publishing/zip.ts';
import { atMost, type Section, times } from './report.ts';
import type { Zip, Zips } from './zips.ts';

const LIMIT = 1.15;

const bytes = (count: number): string => `${count.toLocaleString('en')} bytes`;

/** The size of the zip. */
export const benchSize = ({ full, minimal }: Zips): Section => {
  const row = (name: string, value: (zip: Zip) => number) => [
    name,
    bytes(value(minimal)),
    bytes(value(full)),
    times(value(full) / value(minimal)),
  ];
  const filesIn = (zip: Zip) => String(Object.keys(readZip(zip.bytes)).length);
  return {
    title: 'Zip',
    method: 'Both zips are built and checked as in `npm run package`.',
    figures: [
      {
        title: 'The uploaded zips',
        head: ['', 'Minimal app', 'The app', 'Ratio'],
        rows: [
          row('Zip', (zip) => zip.bytes.length),
          row('Bundle', (zip) => zip.bundleBytes),
          ['Files', filesIn(minimal), filesIn(full), ''],
        ],
      },
    ],
    goals: [atMost('Size of the zip', LIMIT, full.bytes.length / minimal.bytes.length)],
    notes: [`\`npm run package\` fails above ${bytes(MAX_ZIP_BYTES)}.`],
  };
};
