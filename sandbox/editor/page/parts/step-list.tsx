import { hrefOf, type Route, type Step } from '../route.ts';

/** A step, as the column at the left lists it. */
export interface StepItem {
  readonly step: Step;
  readonly title: string;
  readonly summary: string;
  readonly isDone: boolean;
  readonly isOpen: boolean;
}

/** The steps, one below the other; beside each other where there is no room. */
export const StepList = ({ items, route }: { readonly items: readonly StepItem[]; readonly route: Route }) => (
  <nav aria-label="Steps">
    <ol className="steps">
      {items.map(({ step, title, summary, isDone, isOpen }, index) => {
        const inside = (
          <>
            <span className="step-sign" aria-hidden="true">
              {isDone ? '✓' : index + 1}
            </span>
            <span className="step-words">
              <span className="step-title">{title}</span>
              <span className="step-summary">{summary}</span>
            </span>
          </>
        );
        const className = `step${isDone ? ' done' : ''}`;
        return (
          <li key={step}>
            {isOpen ? (
              <a
                className={className}
                href={hrefOf({ ...route, step })}
                aria-current={route.step === step ? 'step' : undefined}
              >
                {inside}
              </a>
            ) : (
              <span className={`${className} closed`}>{inside}</span>
            )}
          </li>
        );
      })}
    </ol>
  </nav>
);
