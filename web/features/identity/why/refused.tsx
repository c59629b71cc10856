import type { ProblemError } from '../../../request/index.ts';
import { Notice } from '../../../ui/index.ts';
import { useSecurityTexts } from '../account/use-security-texts.ts';

/** Why a form at the door was refused, as the server says it, with the time to wait. */
export function Refused({ problem }: { readonly problem: ProblemError | null }) {
  const texts = useSecurityTexts();
  return (
    <div role="alert">
      {problem !== null && (
        <Notice tone="danger">
          {problem.detail} {problem.retryAfterSeconds !== undefined && texts.waitSeconds(problem.retryAfterSeconds)}
        </Notice>
      )}
    </div>
  );
}
