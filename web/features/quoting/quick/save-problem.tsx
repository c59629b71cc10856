/** Why the quote was not saved, and the one button that helps; to try again is the save button's own. */
import { useEffect, useRef } from 'react';
import type { ProblemError } from '../../../request/index.ts';
import { Button } from '../../../ui/index.ts';
import { deskFieldOf, type DeskField } from '../draft/desk-fields.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './save-problem.module.css';
import { FaultLinks } from './fault-links.tsx';
import { useDeskTexts } from './use-desk-texts.ts';
import type { Recompute } from './use-recompute.ts';
import type { QuoteSaving } from './use-save-quote.ts';

interface SaveProblemProps {
  readonly saving: QuoteSaving;
  readonly problem: ProblemError;
  readonly recompute: Recompute;
  readonly onReopen: () => void;
  readonly onGo: (field: DeskField) => void;
}

/** What has to be mended before the quote is sent at all. */
export function FaultsBeforeSave({ fields, onGo }: { readonly fields: readonly DeskField[]; readonly onGo: (field: DeskField) => void }) {
  const texts = useQuotingTexts().save;
  const words = useDeskTexts().faults;
  return (
    <div className={classes.problem} role="alert">
      <p>
        <b>{texts.notSaved}.</b> {words.mendFirst} <FaultLinks fields={fields} onGo={onGo} />
      </p>
    </div>
  );
}

export function SaveProblem({ saving, problem, recompute, onReopen, onGo }: SaveProblemProps) {
  const texts = useQuotingTexts().save;
  const desk = useDeskTexts().proposals;
  const fields = [...new Set(problem.fields.flatMap(({ path }) => deskFieldOf(path) ?? []))];
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the save was pressed on the bar below: what it answered must be seen.
    box.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <div ref={box} className={classes.problem} role="alert">
      <p>
        <b>{texts.notSaved}.</b> {saving.isStale ? texts.stale : saving.problemOf === undefined ? problem.detail : desk.inProposal(saving.problemOf, problem.detail)}
      </p>
      {fields.length > 0 && <FaultLinks fields={fields} onGo={onGo} />}
      {problem.requestId !== '' && problem.status >= 500 && (
        <p className={classes.code}>
          {problem.code} · {problem.requestId}
        </p>
      )}
      {saving.isOutdated && (
        <Button busy={recompute.state === 'running'} onClick={recompute.run}>
          {/* The refusal names the version of the same offer that took the place of the one on screen. */}
          {problem.details['todaysVersion'] === undefined ? texts.recompute : texts.recomputeToday}
        </Button>
      )}
      {saving.isStale && <Button onClick={onReopen}>{texts.reopen}</Button>}
    </div>
  );
}
