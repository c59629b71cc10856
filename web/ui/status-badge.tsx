/** State of a record: a dot and a word, never colour alone. Plain spans, because lists draw hundreds of them. */
import classes from './status-badge.module.css';
import { toneOf } from './statuses.ts';
import type { StatusKey, Tone } from './statuses.ts';
import tones from './tones.module.css';
import { useUiTexts } from './use-ui-texts.ts';

/** A badge whose word is data (a state that a business named itself). */
export function ToneBadge({ tone, label, title }: { readonly tone: Tone; readonly label: string; readonly title?: string | undefined }) {
  return (
    <span className={`${classes.badge} ${tones[tone]}`} title={title}>
      <span className={classes.dot} aria-hidden="true" />
      {label}
    </span>
  );
}

/** A badge of the table in statuses.ts. `label` replaces the word where grammar asks for it; `title` tells since when, who may move it. */
export function StatusBadge({ status, label, title }: { readonly status: StatusKey; readonly label?: string | undefined; readonly title?: string | undefined }) {
  const texts = useUiTexts();
  return <ToneBadge tone={toneOf(status)} label={label ?? texts.status[status]} title={title} />;
}
