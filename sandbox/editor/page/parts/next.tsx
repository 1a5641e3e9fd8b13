import { Button } from '@mantine/core';
import { hrefOf, type Route, type Step } from '../route.ts';

/** A link to the next step. */
export const Next = ({
  route,
  step,
  label,
}: {
  readonly route: Route;
  readonly step: Step;
  readonly label: string;
}) => (
  <Button component="a" href={hrefOf({ ...route, step })} rightSection={<span aria-hidden="true">→</span>}>
    {label}
  </Button>
);
