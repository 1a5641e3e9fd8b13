import { hrefOf, type Route, type Step } from '../route.ts';

/** A step and its progress. */
export interface StepItem {
  readonly step: Step;
  readonly title: string;
  readonly summary: string;
  readonly isDone: boolean;
  readonly isOpen: boolean;
}

/** The steps: a column, or a row on a narrow screen. */
export const StepList = ({ items, route }: { readonly items: readonly StepItem[]; readonly route: Route }) => (
  <nav aria-label="Steps">
    <ol className="steps">
      {items.map(({ step, title, summary, isDone, isOpen }, index) => {
        const content = (
          <>
            <span className="step-icon" aria-hidden="true">
              {isDone ? '✓' : index + 1}
            </span>
            <span className="step-text">
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
                {content}
              </a>
            ) : (
              <span className={`${className} closed`}>{content}</span>
            )}
          </li>
        );
      })}
    </ol>
  </nav>
);
