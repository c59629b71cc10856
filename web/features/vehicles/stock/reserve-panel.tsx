/** For how long a car is held, by itself or for a quote: the one panel of both. */
import { useState } from 'react';
import { addDays } from '#platform/civil-date';
import { serverToday, type ProblemError } from '../../../request/index.ts';
import { Button, Problem, SegmentedButtons, showToast, SidePanel, useFormat } from '../../../ui/index.ts';
import { useVehicleTexts } from '../use-vehicle-texts.ts';
import classes from './reserve-panel.module.css';

/** Lengths people ask for, in days; the longest is the house's limit. */
const lengths = [1, 3, 7, 15] as const;

/** The write that holds the car, as `useWrite` gives it. */
interface Reserving {
  readonly isPending: boolean;
  readonly error: ProblemError | null;
  readonly reset: () => void;
}

interface ReservePanelProps {
  /** Name of the car. */
  readonly car: string;
  readonly opened: boolean;
  readonly reserving: Reserving;
  readonly onReserve: (days: number) => void;
  readonly onClose: () => void;
}

/** What follows when the car is held: told for ten seconds, the panel closed. For `onDone` of the write. */
export function useReserved(onClose: () => void): (answer: { readonly heldUntil: string | null }) => void {
  const texts = useVehicleTexts().car;
  const format = useFormat();
  return ({ heldUntil }) => {
    showToast({ text: texts.reserved(format.date(heldUntil)) });
    onClose();
  };
}

/** A refusal (a colleague was faster) stays in the panel with its words, and leaves with it. */
export function ReservePanel({ car, opened, reserving, onReserve, onClose }: ReservePanelProps) {
  const texts = useVehicleTexts().car;
  const format = useFormat();
  const [days, setDays] = useState<number>(7);
  const close = (): void => {
    reserving.reset();
    onClose();
  };
  return (
    <SidePanel
      opened={opened}
      onClose={close}
      title={texts.reserveTitle}
      footer={
        <Button kind="primary" size="touch" busy={reserving.isPending} onClick={() => onReserve(days)} data-autofocus>
          {texts.operations.reserve}
        </Button>
      }
    >
      <div className={classes.stack}>
        <p>{car}</p>
        <SegmentedButtons label={texts.reserveDays} options={lengths.map((value) => ({ value: value as number, label: texts.reserveDay(value) }))} value={days} onChange={setDays} />
        <p>{texts.reserveUntil(format.date(addDays(serverToday(), days)))}</p>
        {reserving.error !== null && <Problem problem={reserving.error} lost="nothing" compact />}
      </div>
    </SidePanel>
  );
}
