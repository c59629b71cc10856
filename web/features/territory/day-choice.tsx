import { useEffect, useState } from 'react';
import { addDays, daysBetween } from '#platform/civil-date';
import { Button, DateField, useFormat } from '../../ui/index.ts';
import classes from './territory.module.css';
import { useTerritoryTexts } from './use-territory-texts.ts';

const daysAhead = 550;
const restMs = 250;

interface DayChoiceProps {
  readonly day: string;
  readonly today: string;
  /** First day that can be asked for. */
  readonly first: string;
  readonly onChange: (day: string) => void;
}

/** The day of the tree: typed, or drawn along the years from the first day to a year and a half ahead. */
export function DayChoice({ day, today, first, onChange }: DayChoiceProps) {
  const texts = useTerritoryTexts();
  const format = useFormat();
  const [drawn, setDrawn] = useState<string>();
  // While the handle is drawn along, trees are not asked for at every step.
  useEffect(() => {
    if (drawn === undefined) return undefined;
    const timer = setTimeout(() => {
      setDrawn(undefined);
      onChange(drawn);
    }, restMs);
    return () => clearTimeout(timer);
  }, [drawn, onChange]);
  const shown = drawn ?? day;
  const last = addDays(today, daysAhead);
  return (
    <div className={classes.day}>
      <DateField label={texts.day} hideLabel value={shown} today={today} onChange={(date) => date !== null && onChange(date)} />
      <input
        type="range"
        className={classes.slider}
        aria-label={texts.slider}
        aria-valuetext={format.date(shown)}
        min={0}
        max={daysBetween(first, last)}
        value={Math.max(0, daysBetween(first, shown))}
        onChange={(event) => setDrawn(addDays(first, Number(event.currentTarget.value)))}
      />
      <Button kind="quiet" disabled={shown === today} onClick={() => onChange(today)}>
        {texts.today}
      </Button>
    </div>
  );
}
