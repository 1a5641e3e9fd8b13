import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ErrorView } from '../../protocol.ts';
import type { Tone } from './tag.tsx';

/** A colored box with a message. */
export const Note = ({
  tone,
  title,
  children,
}: {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
}) => (
  <div className={`note tone-${tone}`}>
    {title && <Text fw={600}>{title}</Text>}
    {children}
  </div>
);

/** An error, as a Zapier user sees it. */
export const ErrorNote = ({ error }: { readonly error: ErrorView | undefined }) =>
  error && (
    <div role="alert">
      <Note tone="bad" title={error.message}>
        <Text size="xs" mt={4}>
          {error.name}
        </Text>
      </Note>
    </div>
  );
