/** What went wrong, in the order people ask: what happened, was anything lost, what to do; the code in small print. */
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import classes from './problem.module.css';
import { useUiTexts } from './use-ui-texts.ts';

/** A problem document of the server (RFC 9457), or anything with its title and detail. */
export interface ShownProblem {
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly requestId?: string | undefined;
}

export interface ProblemProps {
  /** An error that carries no problem document is shown in general words; its message never reaches the screen. */
  readonly problem: ShownProblem | Error;
  /** The sentence about data: `nothing` (reading), `maybe` (a save without answer), or own words. Left out: not said. */
  readonly lost?: 'nothing' | 'maybe' | { readonly words: string } | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** One line inside a panel instead of a block. */
  readonly compact?: boolean | undefined;
}

function isShown(problem: ShownProblem | Error): problem is ShownProblem {
  return 'detail' in problem && 'title' in problem && 'code' in problem;
}

export function Problem({ problem, lost, onRetry, compact = false }: ProblemProps) {
  const texts = useUiTexts();
  const shown: ShownProblem = isShown(problem) ? problem : { title: texts.problem.unexpectedTitle, detail: texts.problem.unexpectedDetail, code: problem.name };
  const data = lost === undefined ? undefined : lost === 'nothing' ? texts.problem.nothingLost : lost === 'maybe' ? texts.problem.maybeLost : lost.words;
  return (
    <div role="alert" className={compact ? `${classes.problem} ${classes.compact}` : classes.problem}>
      <span className={classes.sign}><Icon name="warning" size={compact ? 16 : 20} /></span>
      <div className={classes.words}>
        <p className={classes.title}>{shown.title}</p>
        <p>{shown.detail}</p>
        {data !== undefined && <p className={classes.data}>{data}</p>}
        <p className={classes.code}>{texts.problem.code(shown.code, shown.requestId || undefined)}</p>
      </div>
      {onRetry !== undefined && <Button onClick={onRetry}>{texts.action.retry}</Button>}
    </div>
  );
}
