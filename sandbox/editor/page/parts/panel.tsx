import { type ReactNode, useEffect, useRef } from 'react';

let isFirst = true;

/** The content of a step. Its heading gets the focus, so that the keyboard and screen readers continue there. */
export const Panel = ({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Except for the first: a new page starts at the top.
    if (!isFirst) heading.current?.focus();
    isFirst = false;
  }, []);
  return (
    <section className="panel" aria-label={title}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </section>
  );
};
