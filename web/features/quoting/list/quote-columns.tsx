import { useMemo } from 'react';
import type { QuoteListItem } from '#quoting/api';
import { useMe } from '../../../request/index.ts';
import { StatusBadge, useFormat, type DataColumn } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './quote-columns.module.css';

const away = ['reference', 'offer', 'taeg', 'seller', 'created'];

/** Columns to leave out: those a reader beside the list shows anyway; the seller for somebody who sees only their own. */
export function useHiddenColumns(reading: boolean): readonly string[] {
  const { personality } = useMe();
  const own = personality.node.kind === 'seller';
  return useMemo(() => [...(reading ? away : []), ...(own ? ['seller'] : [])], [reading, own]);
}

/** Columns of the list of quotes, in the language in use. */
export function useQuoteColumns(): readonly DataColumn<QuoteListItem>[] {
  const texts = useQuotingTexts();
  const format = useFormat();
  return useMemo(() => {
    const { list } = texts;
    return [
      { id: 'number', header: list.number, width: 172, cell: (row) => <b className={classes.number}>{row.number}</b>, onCard: 'title' },
      { id: 'vehicle', header: list.vehicle, width: '2fr', cell: (row) => <span title={row.vehicleLabel}>{row.vehicleLabel}</span> },
      { id: 'reference', header: list.reference, width: '1fr', cell: (row) => <span title={row.reference}>{row.reference || '–'}</span>, onCard: 'none' },
      { id: 'offer', header: list.offer, width: '1fr', cell: (row) => <span title={row.offerName}>{row.offerName}</span>, onCard: 'none' },
      {
        id: 'instalment',
        header: list.instalment,
        align: 'end',
        width: 128,
        cell: (row) => (
          <>
            <b>{format.amount(row.instalmentCents)}</b> × {row.termMonths}
          </>
        ),
        onCard: 'aside',
      },
      { id: 'taeg', header: list.taeg, align: 'end', width: 80, cell: (row) => format.percent(row.taegPpm), onCard: 'none' },
      { id: 'seller', header: list.seller, width: 116, cell: (row) => row.sellerName },
      { id: 'created', header: list.created, width: 96, cell: (row) => format.instant(row.createdAt).slice(0, 10), onCard: 'none' },
      { id: 'state', header: list.state, width: 184, cell: (row) => <StatusBadge status={row.status} label={row.status === 'open' ? list.until(format.date(row.expiresOn)) : list.expiredOn(format.date(row.expiresOn))} /> },
    ];
  }, [texts, format]);
}
