import { pretty } from '../format.ts';

/** Text as it is, which can be scrolled with the keyboard where it is long. */
export const CodeBox = ({ text, label }: { readonly text: string; readonly label: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section className="code" tabIndex={0} aria-label={label}>
    <pre>{pretty(text)}</pre>
  </section>
);
