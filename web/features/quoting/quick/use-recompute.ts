/** Reads today's conditions for every proposal and says what they change: instalment and TAEG before and now. */
import { useState } from 'react';
import { priceDraft } from '../draft/price-draft.ts';
import { steadyStateOf, type ProposalInWork } from '../draft/proposal.ts';
import { useDeskPart, useQuoteStore } from '../draft/quote-store.ts';
import { readCar } from './read-proposals.ts';

/** Null where nothing can be computed. */
export type MonthlyCost = { readonly instalmentCents: number; readonly taegPpm: number } | null;

export interface CostChange {
  /** Key of the proposal. */
  readonly key: number;
  readonly before: MonthlyCost;
  readonly now: MonthlyCost;
}

export interface Recompute {
  readonly state: 'no' | 'running' | 'done';
  /** What the conditions of today changed, as long as it is still so. */
  readonly changes: readonly CostChange[];
  readonly run: () => void;
}

function costOf(proposal: ProposalInWork, today: string): MonthlyCost {
  const priced = priceDraft(steadyStateOf(proposal, today));
  return priced.ok ? { instalmentCents: priced.figures.instalmentWithFeesCents, taegPpm: priced.figures.taegPpm } : null;
}

const isSame = (one: MonthlyCost, other: MonthlyCost): boolean => one?.instalmentCents === other?.instalmentCents && one?.taegPpm === other?.taegPpm;

/** `onRenewed` is called once the proposals stand under today's conditions. */
export function useRecompute(onRenewed: () => void): Recompute {
  const store = useQuoteStore();
  const proposals = useDeskPart((desk) => desk.proposals);
  const [state, setState] = useState<Recompute['state']>('no');
  const [told, setTold] = useState<readonly CostChange[]>([]);

  async function recompute(): Promise<void> {
    setState('running');
    const { draft, today: before } = store.get();
    const sale = { customerType: draft.customer.type, channel: draft.channel };
    const old = store.desk().proposals;
    const cars = old.map((proposal) => readCar({ choice: proposal.car.choice, optionCodes: proposal.draft.options.map(({ code }) => code), known: proposal.car }, sale, true));
    const fresh = await Promise.all(cars).catch(() => undefined);
    const today = fresh?.[0]?.today;
    if (fresh === undefined || today === undefined) return setState('no');
    store.renew(fresh, today);
    const renewed = store.desk().proposals;
    const changes = renewed.flatMap((proposal): CostChange[] => {
      const was = old.find(({ key }) => key === proposal.key);
      return was === undefined ? [] : [{ key: proposal.key, before: costOf(was, before), now: costOf(proposal, today) }];
    });
    setTold(changes.filter((change) => !isSame(change.before, change.now)));
    setState('done');
    onRenewed();
  }
  const { today } = store.get();
  // What was typed since is no change of the conditions.
  const isStill = ({ key, now }: CostChange): boolean => proposals.some((proposal) => proposal.key === key && isSame(costOf(proposal, today), now));
  return { state, changes: told.filter(isStill), run: () => void recompute() };
}
