import { Table } from '@mantine/core';
import type { Timing } from '../../protocol.ts';
import { milliseconds } from '../format.ts';

/** How long each part took, and how it was measured. */
export const Timings = ({ timings }: { readonly timings: readonly Timing[] }) =>
  timings.length > 0 && (
    <details className="expandable">
      <summary>
        Durations<span className="dimmed">{milliseconds(timings.at(-1)?.milliseconds ?? 0)} in the app</span>
      </summary>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {timings.map(({ label, milliseconds: time, how }) => (
            <Table.Tr key={label}>
              <Table.Th scope="row">
                {label}
                <span className="key plain">{how}</span>
              </Table.Th>
              <Table.Td className="number">{milliseconds(time)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
