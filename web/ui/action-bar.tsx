/**
 * Bar at the foot, sticky where the window is high enough: hints left, operations right, the primary last. The server says which operations are allowed and
 * why the others are not; the bar draws them and decides nothing.
 */
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import type { ButtonProps } from './button.tsx';
import classes from './action-bar.module.css';
import { useUiTexts } from './use-ui-texts.ts';

export interface Operation {
  readonly key: string;
  /** A verb: "Salva preventivo". */
  readonly label: string;
  readonly onRun: () => void;
  readonly kind?: ButtonProps['kind'];
  readonly hotkey?: string | undefined;
  readonly busy?: boolean | undefined;
  /** The server's reason for not allowing it now; the button stays, greyed, and says it. */
  readonly refusedBecause?: string | undefined;
}

export interface ActionBarProps {
  /** Keys and remarks at the left. */
  readonly hints?: ReactNode | undefined;
  readonly operations: readonly Operation[];
}

export function ActionBar({ hints, operations }: ActionBarProps) {
  const texts = useUiTexts();
  // What holds for several operations is said once.
  const reasons = new Map<string, string[]>();
  for (const { label, refusedBecause: reason } of operations) if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), label]);
  return (
    <footer className={classes.bar} data-no-print>
      <div className={classes.hints}>
        {hints}
        {[...reasons].map(([reason, labels]) => (
          <span key={reason} className={classes.reason}>
            <b>{labels.join(', ')}</b> – {reason}
          </span>
        ))}
      </div>
      <div className={classes.operations}>
        {operations.map((operation) => {
          const reason = operation.refusedBecause;
          return (
            <Button
              key={operation.key}
              kind={operation.kind}
              size="field"
              hotkey={operation.hotkey}
              busy={operation.busy}
              aria-disabled={reason !== undefined}
              aria-description={reason === undefined ? undefined : texts.refused(reason)}
              onClick={reason === undefined ? operation.onRun : undefined}
            >
              {operation.label}
            </Button>
          );
        })}
      </div>
    </footer>
  );
}
