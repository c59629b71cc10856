import { useMemo } from 'react';
import type { StockVehicle } from '#vehicles/api';
import { StatusBadge, useFormat, type DataColumn } from '../../ui/index.ts';
import { useVehicleTexts } from './use-vehicle-texts.ts';
import { vehicleName } from './vehicle-words.ts';

/** Columns of the stock list, in the language in use. */
export function useStockColumns(): readonly DataColumn<StockVehicle>[] {
  const texts = useVehicleTexts();
  const format = useFormat();
  return useMemo(() => {
    const { stock, card } = texts;
    return [
      { id: 'vehicle', header: stock.vehicle, width: '2fr', cell: (row) => <b title={vehicleName(row)}>{vehicleName(row)}</b>, onCard: 'title' },
      { id: 'kind', header: stock.kind, width: 96, cell: (row) => texts.kinds[row.kind] },
      { id: 'plate', header: stock.plate, width: 96, cell: (row) => row.plate ?? '–' },
      { id: 'mileage', header: stock.mileage, align: 'end', width: 80, cell: (row) => format.integer(row.mileageKm) },
      { id: 'colour', header: stock.colour, width: 104, cell: (row) => row.colour, onCard: 'none' },
      { id: 'site', header: card.site, width: '1fr', cell: (row) => <span title={row.site.name}>{row.site.name}</span> },
      { id: 'days', header: stock.days, align: 'end', width: 72, cell: (row) => format.integer(row.daysInStock), onCard: 'none' },
      { id: 'price', header: stock.price, align: 'end', width: 104, cell: (row) => <b>{format.amount(row.priceCents)}</b>, onCard: 'aside' },
      { id: 'state', header: stock.state, width: 120, cell: (row) => <StatusBadge status={row.state} label={texts.states[row.state]} /> },
    ];
  }, [texts, format]);
}
