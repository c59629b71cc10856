/** Steps to a figure: what is counted, how, and what comes out; the last is the figure. */
import classes from './derivation-steps.module.css';

export interface ShownStep {
  readonly label: string;
  /** Empty for a step that only states an amount. */
  readonly formula: string;
  readonly value: string;
  /** Article of the law on which the step rests. */
  readonly article?: string | undefined;
}

export function DerivationSteps({ steps }: { readonly steps: readonly ShownStep[] }) {
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => (
        <li key={`${index}-${step.label}`} className={index === steps.length - 1 ? `${classes.step} ${classes.last}` : classes.step}>
          <span className={classes.label}>{step.label}</span>
          <span className={classes.value}>{step.value}</span>
          {step.formula !== '' && <span className={classes.formula}>{step.formula}</span>}
          {step.article !== undefined && step.article !== '' && <span className={classes.formula}>{step.article}</span>}
        </li>
      ))}
    </ol>
  );
}
