import type { ReactNode } from 'react';
import type { Verdict } from '../../protocol.ts';

/** The meaning of a tag's or note's color. */
export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'plain';

const VERDICTS: Readonly<Record<Verdict, readonly [string, Tone]>> = {
  running: ['Running', 'info'],
  delivered: ['Delivered', 'good'],
  refused: ['Refused', 'bad'],
  filtered: ['Filtered out', 'plain'],
  duplicate: ['Duplicate', 'plain'],
  deferred: ['Deferred', 'warn'],
  error: ['Error', 'bad'],
  rejected: ['Rejected by Zapier', 'bad'],
};

/** A colored label. */
export const Tag = ({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span className={`tag tone-${tone}`}>{children}</span>
);

/** The label of a delivery's result. */
export const verdictLabel = (verdict: Verdict): string => VERDICTS[verdict][0];

/** The tone of a delivery's result. */
export const verdictTone = (verdict: Verdict): Tone => VERDICTS[verdict][1];

/** A delivery's result as a tag. */
export const VerdictTag = ({ verdict }: { readonly verdict: Verdict }) => (
  <Tag tone={verdictTone(verdict)}>{verdictLabel(verdict)}</Tag>
);
