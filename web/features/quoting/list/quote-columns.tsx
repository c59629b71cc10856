import { useMemo } from 'react';
import type { QuoteListItem } from '#quoting/api';
import { signatureIn } from '#platform/signatures';
import { serverToday, useMe } from '../../../request/index.ts';
import { StatusBadge, ToneBadge, useFormat, useLanguage, type DataColumn } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { useListTexts } from './use-list-texts.ts';
import classes from './quote-columns.module.css';

const away = ['reference', 'offer', 'taeg', 'seller', 'created', 'kind', 'customer', 'amount', 'followUp'];
/** Put away until somebody asks for them. */
const spare = ['offer', 'taeg', 'amount', 'created', 'customer'];

/** Columns to leave out: those the reader put away, those a quote read beside the list shows anyway, the seller for somebody who sees only their own. */
export function useHiddenColumns(hide: string | undefined, reading: boolean): { readonly hidden: readonly string[]; readonly chosen: readonly string[] } {
  const { personality } = useMe();
  const own = personality.node.kind === 'seller';
  return useMemo(() => {
    const chosen = hide === undefined ? [...spare, ...(own ? ['seller'] : [])] : hide.split(',').filter((id) => id !== '');
    return { chosen, hidden: reading ? [...new Set([...chosen, ...away])] : chosen };
  }, [hide, reading, own]);
}

/** Columns of the list of quotes, in the language in use. */
export function useQuoteColumns(): readonly DataColumn<QuoteListItem>[] {
  const texts = useQuotingTexts();
  const more = useListTexts();
  const format = useFormat();
  const language = useLanguage();
  const today = serverToday();
  return useMemo(() => {
    const { list } = texts;
    return [
      { id: 'number', header: list.number, width: 160, sortable: true, cell: (row) => <b className={classes.number}>{row.number}</b>, onCard: 'title' },
      { id: 'vehicle', header: list.vehicle, width: '2fr', cell: (row) => <span title={row.vehicleLabel}>{row.vehicleLabel}</span> },
      { id: 'reference', header: list.reference, width: '1fr', isEmpty: (row) => row.reference === '', cell: (row) => <span title={row.reference}>{row.reference || '–'}</span>, onCard: 'title' },
      { id: 'offer', header: list.offer, width: '1fr', cell: (row) => <span title={row.offerName}>{row.offerName}</span>, onCard: 'none' },
      {
        id: 'instalment',
        header: list.instalment,
        align: 'end',
        width: 120,
        sortable: true,
        cell: (row) => (
          <>
            <b>{format.amount(row.instalmentCents)}</b> × {row.termMonths}
          </>
        ),
        onCard: 'aside',
        cardHeader: '€',
      },
      { id: 'amount', header: more.amount, align: 'end', width: 108, sortable: true, cell: (row) => format.amount(row.totalCreditCents), onCard: 'none' },
      { id: 'kind', header: more.kind, width: 80, cell: (row) => (row.kind === 'fleet' ? more.fleet(row.quantity) : more.alternatives(row.proposals)), onCard: 'none' },
      { id: 'customer', header: more.customer, width: 92, cell: (row) => more.customers[row.customerType], onCard: 'none' },
      {
        id: 'followUp',
        header: more.callBack,
        width: 108,
        sortable: true,
        isEmpty: (row) => row.followUpOn === null,
        cell: (row) => (row.followUpOn === null ? '–' : row.followUpOn <= today ? <ToneBadge tone="attention" label={format.date(row.followUpOn)} /> : format.date(row.followUpOn)),
      },
      { id: 'taeg', header: list.taeg, align: 'end', width: 80, cell: (row) => format.percent(row.taegPpm), onCard: 'none' },
      { id: 'seller', header: list.seller, width: 112, sortable: true, cell: (row) => signatureIn(row.sellerName, language) },
      { id: 'created', header: list.created, width: 96, sortable: true, cell: (row) => format.instant(row.createdAt).slice(0, 10), onCard: 'none' },
      { id: 'state', header: list.state, width: 168, sortable: true, cell: (row) => <StatusBadge status={row.status} label={row.status === 'open' ? list.until(format.date(row.expiresOn)) : list.expiredOn(format.date(row.expiresOn))} /> },
    ];
  }, [texts, more, format, language, today]);
}
