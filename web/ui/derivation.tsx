/** How a figure comes about: the code that knows it is fetched when first asked for; waiting, failed and empty are said. */
import { useEffect, useState } from 'react';
import { DerivationSteps } from './derivation-steps.tsx';
import type { ShownStep } from './derivation-steps.tsx';
import classes from './derivation-steps.module.css';
import { LoadingRows } from './loading.tsx';
import { Notice } from './notice.tsx';
import { Problem } from './problem.tsx';

/** Steps that belong together; the title is shown when there are several parts. */
export interface DerivationPart {
  readonly key: string;
  readonly title: string;
  readonly steps: readonly ShownStep[];
}

export interface DerivationProps {
  /** Fetches the code and tells the figure; the same function as long as the figure and the language are the same. */
  readonly load: () => Promise<readonly DerivationPart[]>;
  readonly loading: string;
  readonly failed: string;
  /** Said when there is nothing to tell. */
  readonly none: string;
  /** Below the steps: how amounts are to be read. */
  readonly note: string;
}

export function Derivation({ load, loading, failed, none, note }: DerivationProps) {
  const [parts, setParts] = useState<readonly DerivationPart[]>();
  const [failure, setFailure] = useState<Error>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    async function tell(): Promise<void> {
      try {
        const told = await load();
        if (wanted) setParts(told);
      } catch (error) {
        if (wanted) setFailure(error instanceof Error ? error : new Error(String(error)));
      }
    }
    void tell();
    return () => {
      wanted = false;
    };
  }, [load, attempt]);
  if (failure !== undefined) {
    const again = (): void => {
      setFailure(undefined);
      setAttempt(attempt + 1);
    };
    return <Problem problem={{ title: failed, detail: failure.name, code: 'download' }} onRetry={again} />;
  }
  if (parts === undefined) return <LoadingRows label={loading} rows={4} />;
  const told = parts.filter((part) => part.steps.length > 0);
  if (told.length === 0) return <Notice tone="info">{none}</Notice>;
  return (
    <>
      {told.map((part) => (
        <section key={part.key} className={told.length > 1 ? classes.part : undefined}>
          {told.length > 1 && <h3 className={classes.title}>{part.title}</h3>}
          <DerivationSteps steps={part.steps} />
        </section>
      ))}
      <p className={classes.note}>{note}</p>
    </>
  );
}
