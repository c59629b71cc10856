import { useMemo } from 'react';
import type { QuoteListItem } from '#quoting/api';
import { StatusBadge, useFormat, type DataColumn } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';

/** Columns that leave while a quote is read beside the list. */
export const columnsAway: readonly string[] = ['reference', 'offer', 'taeg', 'seller', 'created', 'expires'];

/** Columns of the list of quotes, in the language in use. */
export function useQuoteColumns(): readonly DataColumn<QuoteListItem>[] {
  const { list } = useQuotingTexts();
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'number', header: list.number, width: 148, cell: (row) => <b>{row.number}</b>, onCard: 'title' },
      { id: 'vehicle', header: list.vehicle, width: '2fr', cell: (row) => row.vehicleLabel },
      { id: 'reference', header: list.reference, width: '1fr', cell: (row) => row.reference || '–', onCard: 'none' },
      { id: 'offer', header: list.offer, width: '1fr', cell: (row) => row.offerName, onCard: 'none' },
      { id: 'instalment', header: list.instalment, align: 'end', width: 92, cell: (row) => <b>{format.amount(row.instalmentCents)}</b>, onCard: 'aside' },
      { id: 'months', header: list.months, align: 'end', width: 64, cell: (row) => row.termMonths },
      { id: 'taeg', header: list.taeg, align: 'end', width: 84, cell: (row) => format.percent(row.taegPpm) },
      { id: 'seller', header: list.seller, width: 128, cell: (row) => row.sellerName, onCard: 'none' },
      { id: 'created', header: list.created, width: 128, cell: (row) => format.instant(row.createdAt), onCard: 'none' },
      { id: 'expires', header: list.expires, width: 96, cell: (row) => format.date(row.expiresOn), onCard: 'none' },
      { id: 'state', header: list.state, width: 104, cell: (row) => <StatusBadge status={row.status} /> },
    ],
    [list, format],
  );
}
