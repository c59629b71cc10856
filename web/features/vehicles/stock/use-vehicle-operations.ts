import { useNavigate } from '@tanstack/react-router';
import type { StockPage } from '#vehicles/api';
import { useWrite } from '../../../request/index.ts';
import { showToast, type Operation } from '../../../ui/index.ts';
import { releaseReservation, sellVehicle } from '../endpoints.ts';
import { useVehicleTexts } from '../use-vehicle-texts.ts';

interface Asking {
  readonly onReserve: () => void;
  readonly onSell: () => void;
  readonly onSold: () => void;
}

/** What the server allows on this car, for the action bar; what this person never may is left out, the rest says why not now. */
export function useVehicleOperations({ vehicle, reservation, operations: may }: StockPage, { onReserve, onSell, onSold }: Asking) {
  const texts = useVehicleTexts().car;
  const navigate = useNavigate();
  const release = useWrite(releaseReservation, { refreshes: ['/api/vehicles/'], onDone: () => showToast({ text: texts.released }) });
  const sell = useWrite(sellVehicle, {
    refreshes: ['/api/vehicles/'],
    onDone: () => {
      showToast({ text: texts.sold });
      onSold();
    },
  });
  const prolongs = reservation?.own === true && reservation.quoteId === null;
  const all: readonly (Operation & { readonly key: keyof StockPage['operations'] })[] = [
    { key: 'sell', label: texts.operations.sell, onRun: onSell },
    { key: 'release', label: texts.operations.release, onRun: () => release.mutate({ params: { id: vehicle.stockId } }), busy: release.isPending, hotkey: 'L' },
    { key: 'reserve', label: prolongs ? texts.operations.prolong : texts.operations.reserve, onRun: onReserve, hotkey: 'R' },
    { key: 'quote', label: texts.operations.quote, onRun: () => void navigate({ to: '/quotes/new', search: { stock: vehicle.stockId } }), hotkey: 'N', kind: 'primary' },
  ];
  const operations = all.flatMap((operation): Operation[] => {
    const reason = may[operation.key];
    // Releasing what nobody holds is no operation somebody would look for.
    if (reason === 'forbidden' || (operation.key === 'release' && reason === 'not_reserved')) return [];
    return [{ ...operation, refusedBecause: reason === null ? undefined : texts.whyNot[reason] }];
  });
  const hotkeys = operations.flatMap(({ hotkey, onRun, refusedBecause }) => (hotkey === undefined || refusedBecause !== undefined ? [] : [{ keys: hotkey, run: onRun }]));
  return { operations, hotkeys, sell };
}
