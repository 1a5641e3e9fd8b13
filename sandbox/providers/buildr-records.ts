import { company, contact, opportunity } from '../../triggers/buildr/samples.ts';

interface BuildrRecord {
  readonly id: string;
  readonly [field: string]: unknown;
}

const newer = <T extends BuildrRecord>(record: T, id: string, day: string): T => ({
  ...record,
  id,
  updated_at: `${day}T09:00:00Z`,
});

const several = (record: BuildrRecord): BuildrRecord[] => [
  record,
  newer(record, String(Number(record.id) + 1), '2023-04-02'),
  newer(record, String(Number(record.id) + 2), '2023-04-01'),
];

/** The records of the local Buildr. */
export const BUILDR_RECORDS: Readonly<Record<string, readonly BuildrRecord[]>> = {
  contact: several(contact),
  company: several(company),
  opportunity: several(opportunity),
  project: several(opportunity),
};
