import { Table } from '@mantine/core';
import type { Row } from '../../protocol.ts';
import { Breakable } from './breakable.tsx';
import { Tag } from './tag.tsx';

const Differences = ({ row }: { readonly row: Row }) => (
  <>
    {row.isUnlabeled && <Tag tone="warn">no label</Tag>}
    {row.isMissing && <Tag tone="bad">only in the sample</Tag>}
    {row.problem && <Tag tone="bad">{row.problem}</Tag>}
  </>
);

/** A record as the Zap editor shows it, with its differences. */
export const RecordTable = ({ rows, label }: { readonly rows: readonly Row[]; readonly label: string }) => (
  <Table.ScrollContainer
    minWidth={0}
    className="record"
    scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': label } }}
  >
    <Table verticalSpacing={6} aria-label={label}>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.key} className={row.isMissing || row.problem ? 'differs' : ''}>
            <Table.Th scope="row">
              {row.label} <Differences row={row} />
              <span className="key">
                <Breakable text={row.key} />
              </span>
            </Table.Th>
            <Table.Td>
              {row.value === '' ? <span className="dimmed">{row.isMissing ? '—' : 'empty'}</span> : row.value}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
