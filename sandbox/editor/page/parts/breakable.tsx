import { Fragment } from 'react';

const PLACE = /(?<=__|\[\])|(?<=[a-z0-9]_)(?=[a-z0-9])/i;

/** A key or code that may only break between its words. */
export const Breakable = ({ text }: { readonly text: string }) =>
  text.split(PLACE).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
