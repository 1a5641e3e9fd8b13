import { Anchor, Code } from '@mantine/core';
import Markdown from 'markdown-to-jsx/react';
import type { ReactNode } from 'react';

const Link = ({ href, children }: { readonly href?: string; readonly children?: ReactNode }) => (
  <Anchor href={href ?? ''} target="_blank" rel="noreferrer" inherit underline="always">
    {children}
  </Anchor>
);

const InlineCode = ({ children }: { readonly children?: ReactNode }) => <Code fz="inherit">{children}</Code>;

const OPTIONS = { disableParsingRawHTML: true, overrides: { a: Link, code: InlineCode } } as const;

/** One paragraph of Markdown, for help texts of fields. */
export const HelpLine = ({ text }: { readonly text: string }) => (
  <Markdown options={{ ...OPTIONS, forceInline: true, forceWrapper: true, wrapper: 'span' }}>{text}</Markdown>
);

/** Markdown with lists and paragraphs. */
export const HelpText = ({ text }: { readonly text: string }) => (
  <div className="help">
    <Markdown options={{ ...OPTIONS, forceBlock: true }}>{text}</Markdown>
  </div>
);
