/** Figures in running text and in cells: tabular, with their sign, "–" for nothing. */
import { useFormat } from './format.ts';

/** `bare` leaves the currency to the header of the table. */
export function Money({ cents, bare = false }: { readonly cents: number | null | undefined; readonly bare?: boolean | undefined }) {
  const format = useFormat();
  return <span className="figures">{bare ? format.amount(cents) : format.money(cents)}</span>;
}

/** `bare` leaves the per cent sign to the header of the table. */
export function Rate({ ppm, bare = false }: { readonly ppm: number | null | undefined; readonly bare?: boolean | undefined }) {
  const format = useFormat();
  return <span className="figures">{bare ? format.percent(ppm) : format.rate(ppm)}</span>;
}

/** A calendar day, 'YYYY-MM-DD', as dd/mm/yyyy. */
export function DateText({ date }: { readonly date: string | null | undefined }) {
  const format = useFormat();
  return date ? <time dateTime={date} className="figures">{format.date(date)}</time> : <span>{format.date(date)}</span>;
}

/** An instant as day and time on the clocks of Rome; `time` shows the time alone. */
export function InstantText({ instant, only }: { readonly instant: string | null | undefined; readonly only?: 'time' | undefined }) {
  const format = useFormat();
  const text = only === 'time' ? format.time(instant) : format.instant(instant);
  return instant ? <time dateTime={instant} className="figures">{text}</time> : <span>{text}</span>;
}
