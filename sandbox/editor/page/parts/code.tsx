import { pretty } from '../format.ts';

/** Code that can be scrolled with the keyboard. */
export const CodeBox = ({ text, label }: { readonly text: string; readonly label: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it
  <section className="code" tabIndex={0} aria-label={label}>
    <pre>{pretty(text)}</pre>
  </section>
);
