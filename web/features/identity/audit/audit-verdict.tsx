import type { ResponseOf } from '../../../request/index.ts';
import type { verifyAuditRoute } from '#identity/api';
import type { ProblemError } from '../../../request/index.ts';
import { Button, Notice, Problem } from '../../../ui/index.ts';
import classes from './audit.module.css';
import { useIdentityTexts } from '../use-identity-texts.ts';

interface AuditVerdictProps {
  readonly running: boolean;
  readonly answer: ResponseOf<typeof verifyAuditRoute> | undefined;
  readonly problem: ProblemError | null;
  readonly onClose: () => void;
}

/** What the verification found; stays until closed. */
export function AuditVerdict({ running, answer, problem, onClose }: AuditVerdictProps) {
  const all = useIdentityTexts();
  const texts = all.audit;
  const close = <Button onClick={onClose}>{all.close}</Button>;
  return (
    <output className={classes.verdict}>
      {running && <Notice tone="info">{texts.verifying}</Notice>}
      {problem !== null && <Problem problem={problem} compact />}
      {answer !== undefined && answer.findings.length === 0 && (
        <Notice tone="ok" action={close}>
          <strong>{texts.intact}</strong>
          <p>{texts.intactDetail(answer.events, answer.blocks, answer.unsealed)}</p>
        </Notice>
      )}
      {answer !== undefined && answer.findings.length > 0 && (
        <Notice tone="danger" action={close}>
          <strong>{texts.broken}</strong>
          <p>{texts.brokenDetail(answer.findings.length)}</p>
          <ul className={classes.findings}>
            {answer.findings.slice(0, 50).map((finding) => (
              <li key={`${finding.block} ${finding.eventId} ${finding.problem}`}>{texts.finding(finding.block, finding.eventId, finding.problem)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </output>
  );
}
