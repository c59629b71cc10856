/** Who buys, the seller's note and the day to call back, which may be set from here. */
import { useState } from 'react';
import type { Quote } from '#quoting/api';
import { serverToday, useMay, useWrite } from '../../../request/index.ts';
import { Button, DateField, FigureList, Panel, Problem, showToast } from '../../../ui/index.ts';
import { setFollowUps } from './detail-endpoints.ts';
import classes from './quote-customer.module.css';
import { useDetailTexts } from './use-detail-texts.ts';

export function QuoteCustomer({ quote }: { readonly quote: Quote }) {
  const words = useDetailTexts().customer;
  const may = useMay();
  const [typed, setTyped] = useState<string | null | undefined>();
  const [dayUnread, setDayUnread] = useState(false);
  const set = useWrite(setFollowUps, {
    refreshes: ['/api/quoting/quotes'],
    onDone: () => {
      setTyped(undefined);
      showToast({ text: words.followUpSaved });
    },
  });
  const { customer, note, followUpOn } = quote;
  const day = typed === undefined ? followUpOn : typed;
  return (
    <Panel title={words.title}>
      <FigureList
        items={[
          { key: 'type', label: words.type, value: words.types[customer.type] },
          ...(customer.phone === '' ? [] : [{ key: 'phone', label: words.phone, value: <a href={`tel:${customer.phone.replace(/[^+\d]/g, '')}`}>{customer.phone}</a> }]),
          ...(customer.email === '' ? [] : [{ key: 'email', label: words.email, value: <a href={`mailto:${customer.email}`}>{customer.email}</a> }]),
          { key: 'channel', label: words.channel, value: words.channels[quote.channel] },
        ]}
      />
      {note !== '' && (
        <div className={classes.note}>
          <h3 className={classes.label}>{words.note}</h3>
          <p>{note}</p>
        </div>
      )}
      {may('quoting.quote.write') && (
        <div className={classes.followUp}>
          <DateField label={words.followUp} value={day} onChange={setTyped} onUnreadable={setDayUnread} today={serverToday()} min={typed === undefined ? undefined : serverToday()} />
          <Button size="field" busy={set.isPending} disabled={day === followUpOn || dayUnread} onClick={() => set.mutate({ body: { ids: [quote.id], followUpOn: day } })}>
            {words.followUpSet}
          </Button>
        </div>
      )}
      {set.error !== null && <Problem problem={set.error} lost="nothing" compact />}
    </Panel>
  );
}
