const IRREGULAR: Readonly<Record<string, string>> = {
  begin: 'begun',
  build: 'built',
  buy: 'bought',
  choose: 'chosen',
  get: 'gotten',
  hold: 'held',
  lose: 'lost',
  pay: 'paid',
  read: 'read',
  send: 'sent',
  submit: 'submitted',
  win: 'won',
};

const REGULAR = new Set(
  'accept activate add approve archive assign block book cancel capture change charge click close complete confirm connect create decline delete deliver disable dispute enable expire fail finish follow fulfill import install invite join launch merge modify move open order post process publish purchase receive redeem refund register reject release remove rename renew reopen request reschedule resolve restore resume review save schedule search ship sign start subscribe succeed suspend sync track transfer trigger unassign uninstall unpublish unsubscribe update upgrade upload use verify view visit'.split(
    ' ',
  ),
);

const PARTICIPLES = new Set(Object.values(IRREGULAR));

/** The past participle of a verb, or undefined if the word is not a known verb. */
export const participleOf = (word: string): string | undefined => {
  if (PARTICIPLES.has(word) || (word.length > 4 && word.endsWith('ed'))) return word;
  const irregular = IRREGULAR[word];
  if (irregular) return irregular;
  if (!REGULAR.has(word)) return undefined;
  if (word.endsWith('e')) return `${word}d`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ied` : `${word}ed`;
};
