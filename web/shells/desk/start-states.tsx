import { loadSession, type ProblemError } from '../../request/index.ts';
import { Problem } from '../../ui/index.ts';
import classes from './start-states.module.css';
import { useDeskTexts } from './use-desk-texts.ts';
import { VolanoMark } from './volano-mark.tsx';

/** The first moment, before it is known who is there. */
export function Splash() {
  const texts = useDeskTexts();
  return (
    <output className={classes.splash}>
      <span className={classes.mark}>
        <VolanoMark size={40} />
      </span>
      <span className="visually-hidden">{texts.loading}</span>
    </output>
  );
}

/** The server could not say who is there. */
export function FailedStart({ problem }: { readonly problem: ProblemError }) {
  const texts = useDeskTexts().failedStart;
  return (
    <main className={classes.failed}>
      <h1>{texts.title}</h1>
      <Problem problem={problem} onRetry={() => void loadSession()} />
    </main>
  );
}
