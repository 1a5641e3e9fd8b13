import type { ReactNode } from 'react';
import type { Verdict } from '../../protocol.ts';

/** What a coloured word says. */
export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'plain';

const VERDICTS: Readonly<Record<Verdict, readonly [string, Tone]>> = {
  running: ['Running', 'info'],
  delivered: ['Delivered', 'good'],
  refused: ['Refused', 'bad'],
  ignored: ['Not for this Zap', 'plain'],
  repeat: ['Repeat', 'plain'],
  waiting: ['Waiting', 'warn'],
  error: ['Error', 'bad'],
  gone: ['Turned away', 'bad'],
};

/** A coloured word. */
export const Tag = ({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span className={`tag tone-${tone}`}>{children}</span>
);

/** How a delivery ended. */
export const VerdictTag = ({ verdict }: { readonly verdict: Verdict }) => {
  const [word, tone] = VERDICTS[verdict];
  return <Tag tone={tone}>{word}</Tag>;
};

/** The same for those who cannot see it. */
export const verdictWord = (verdict: Verdict): string => VERDICTS[verdict][0];
