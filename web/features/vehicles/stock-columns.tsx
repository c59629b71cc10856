import { useMemo } from 'react';
import type { StockVehicle } from '#vehicles/api';
import { StatusBadge, useFormat, type DataColumn } from '../../ui/index.ts';
import { Thumb } from './stock/thumb.tsx';
import { useVehicleTexts } from './use-vehicle-texts.ts';
import { vehicleName } from './vehicle-words.ts';

/** Columns of the stock list, in the language in use. */
export function useStockColumns(): readonly DataColumn<StockVehicle>[] {
  const texts = useVehicleTexts();
  const format = useFormat();
  return useMemo(() => {
    const { stock, card } = texts;
    return [
      { id: 'photo', header: stock.photo, width: 64, cell: (row) => <Thumb vehicle={row} />, onCard: 'picture' },
      { id: 'vehicle', header: stock.vehicle, width: '2fr', cell: (row) => <b title={vehicleName(row)}>{vehicleName(row)}</b>, onCard: 'title' },
      { id: 'kind', header: stock.kind, width: 96, cell: (row) => texts.kinds[row.kind] },
      { id: 'plate', header: stock.plate, width: 84, isEmpty: (row) => row.plate === null, cell: (row) => row.plate ?? '–' },
      { id: 'mileage', header: stock.mileage, align: 'end', width: 72, sortable: true, cell: (row) => format.integer(row.mileageKm) },
      { id: 'colour', header: stock.colour, width: 80, cell: (row) => <span title={row.colour}>{row.colour}</span>, onCard: 'none' },
      { id: 'site', header: card.site, width: '1fr', cell: (row) => <span title={row.site.name}>{row.site.name}</span> },
      { id: 'days', header: stock.days, align: 'end', width: 72, sortable: true, cell: (row) => format.integer(row.daysInStock), onCard: 'none' },
      { id: 'price', header: stock.price, align: 'end', width: 100, sortable: true, cell: (row) => <b>{format.amount(row.priceCents)}</b>, onCard: 'aside' },
      { id: 'state', header: stock.state, width: 176, cell: (row) => <StatusBadge status={row.state} label={row.heldUntil === null ? texts.states[row.state] : texts.stock.heldUntil(format.date(row.heldUntil))} /> },
    ];
  }, [texts, format]);
}
