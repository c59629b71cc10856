/** What happened to a record: who, when, what. Newest first, grouped by day; the caller gives the events in that order. */
import type { ReactNode } from 'react';
import { formatFor } from './format.ts';
import type { Format } from './format.ts';
import { useLanguage } from './language.ts';
import type { Tone } from './statuses.ts';
import classes from './timeline.module.css';
import { useUiTexts } from './use-ui-texts.ts';

export interface TimelineEvent {
  readonly key: string;
  /** Instant, ISO text with zone. */
  readonly at: string;
  readonly what: ReactNode;
  readonly who?: string | undefined;
  /** Second line: a note, the figures that changed. */
  readonly detail?: ReactNode | undefined;
  readonly tone?: Tone | undefined;
}

function byDay(events: readonly TimelineEvent[], format: Format): { day: string; events: TimelineEvent[] }[] {
  const days: { day: string; events: TimelineEvent[] }[] = [];
  for (const event of events) {
    const day = format.instant(event.at).slice(0, 10);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}

/** `today` ('YYYY-MM-DD') names the first group; without it every group shows its date. */
export function Timeline({ label, events, today }: { readonly label: string; readonly events: readonly TimelineEvent[]; readonly today?: string | undefined }) {
  const texts = useUiTexts();
  const format = formatFor(useLanguage());
  if (events.length === 0) return <p className={classes.empty}>{texts.timeline.empty}</p>;
  return (
    <section aria-label={label}>
      {byDay(events, format).map((group) => (
        <div key={group.day} className={classes.day}>
          <h3 className={classes.dayName}>{today !== undefined && format.date(today) === group.day ? texts.timeline.today : group.day}</h3>
          <ol>
            {group.events.map((event) => (
              <li key={event.key} className={classes.event}>
                <span className={`${classes.dot} ${classes[event.tone ?? 'neutral']}`} aria-hidden="true" />
                <div className={classes.words}>
                  <div>{event.what}</div>
                  {event.detail !== undefined && <div className={classes.detail}>{event.detail}</div>}
                  <div className={classes.meta}>
                    <time dateTime={event.at} className="figures">{format.time(event.at)}</time>
                    {event.who !== undefined && ` · ${event.who}`}
                  </div>
                </div>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
