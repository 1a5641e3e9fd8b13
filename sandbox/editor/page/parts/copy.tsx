import { Button, CopyButton } from '@mantine/core';

/** A text with a button that copies it. */
export const Copyable = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <div className="copyable">
    <code>{text}</code>
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="default"
          onClick={copy}
          aria-label={`${copied ? 'Copied' : 'Copy'} ${label}`}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
    </CopyButton>
  </div>
);
