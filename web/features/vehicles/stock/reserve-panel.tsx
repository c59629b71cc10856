import { useState } from 'react';
import { addDays } from '#platform/civil-date';
import type { StockPage } from '#vehicles/api';
import { serverToday, useWrite } from '../../../request/index.ts';
import { Button, Problem, SegmentedButtons, showToast, SidePanel, useFormat } from '../../../ui/index.ts';
import { reserveVehicle } from '../endpoints.ts';
import { useVehicleTexts } from '../use-vehicle-texts.ts';
import { vehicleName } from '../vehicle-words.ts';
import classes from './vehicle-page.module.css';

/** Lengths people ask for; the longest is the house's limit. */
const lengths = [1, 3, 7, 15] as const;

interface ReservePanelProps {
  readonly page: StockPage;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Holds a car for some days. A refusal (a colleague was faster) stays in the panel with its words. */
export function ReservePanel({ page: { vehicle }, opened, onClose }: ReservePanelProps) {
  const texts = useVehicleTexts().car;
  const format = useFormat();
  const [days, setDays] = useState<number>(7);
  const until = format.date(addDays(serverToday(), days));
  const reserve = useWrite(reserveVehicle, {
    refreshes: ['/api/vehicles/'],
    onDone: (reservation) => {
      showToast({ text: texts.reserved(format.date(reservation.heldUntil)) });
      onClose();
    },
  });
  const close = (): void => {
    reserve.reset();
    onClose();
  };
  return (
    <SidePanel
      opened={opened}
      onClose={close}
      title={texts.reserveTitle}
      footer={
        <Button kind="primary" size="touch" busy={reserve.isPending} onClick={() => reserve.mutate({ params: { id: vehicle.stockId }, body: { days } })} data-autofocus>
          {texts.operations.reserve}
        </Button>
      }
    >
      <div className={classes.reserve}>
        <p>{vehicleName(vehicle)}</p>
        <SegmentedButtons label={texts.reserveDays} options={lengths.map((value) => ({ value: value as number, label: texts.reserveDay(value) }))} value={days} onChange={setDays} />
        <p>{texts.reserveUntil(until)}</p>
        {reserve.error !== null && <Problem problem={reserve.error} lost="nothing" compact />}
      </div>
    </SidePanel>
  );
}
