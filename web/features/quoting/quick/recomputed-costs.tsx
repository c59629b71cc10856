/** What today's conditions changed, before anything is saved: instalment and TAEG as they were shown and as they are. */
import { useFormat } from '../../../ui/index.ts';
import { useDeskPart } from '../draft/quote-store.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './save-foot.module.css';
import { useDeskTexts } from './use-desk-texts.ts';
import type { CostChange, MonthlyCost } from './use-recompute.ts';

export function RecomputedCosts({ changes }: { readonly changes: readonly CostChange[] }) {
  const texts = useQuotingTexts().save;
  const desk = useDeskTexts().proposals;
  const format = useFormat();
  const proposals = useDeskPart((all) => all.proposals);
  const money = (cost: MonthlyCost): string => (cost === null ? desk.noInstalment : format.money(cost.instalmentCents));
  const taeg = (cost: MonthlyCost): string => (cost === null ? '–' : format.rate(cost.taegPpm));
  return (
    <div className={classes.note} role="status">
      <p>{texts.recomputed}</p>
      {changes.map((change) => {
        const words = texts.costs({ from: money(change.before), to: money(change.now) }, { from: taeg(change.before), to: taeg(change.now) });
        return <p key={change.key}>{proposals.length === 1 ? words : desk.inProposal(proposals.findIndex(({ key }) => key === change.key) + 1, words)}</p>;
      })}
    </div>
  );
}
