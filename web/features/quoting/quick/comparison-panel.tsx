/** Alternatives side by side, or the lines of a fleet with their totals: what the customer looks at before choosing. */
import type { FleetTotals } from '#quoting/api';
import { Button, SidePanel, useFormat, useLanguage } from '../../../ui/index.ts';
import { useDeskPart, useQuotePart, useQuoteStore } from '../draft/quote-store.ts';
import { comparedLines, comparedOf, type Compared, type ComparedFigure } from './comparison.ts';
import classes from './comparison-panel.module.css';
import { fleetSum } from './fleet-sum.ts';
import { useDeskTexts } from './use-desk-texts.ts';

function usePrint(): (figure: ComparedFigure, value: number | null) => string {
  const texts = useDeskTexts().comparison;
  const format = useFormat();
  return (figure, value) => {
    if (value === null) return '–';
    if (figure === 'term') return texts.months(value);
    return figure === 'tan' || figure === 'taeg' ? format.rate(value) : format.money(value);
  };
}

const carName = ({ proposal: { car } }: Compared): string => `${car.make} ${car.carline} ${car.name}`;

function Alternatives({ proposals, onOpen }: { readonly proposals: readonly Compared[]; readonly onOpen: (at: number) => void }) {
  const store = useQuoteStore();
  const texts = useDeskTexts().comparison;
  const language = useLanguage();
  const print = usePrint();
  const words = (values: readonly string[]) => (new Set(values).size > 1 ? classes.differs : classes.same);
  const cars = proposals.map(carName);
  const offers = proposals.map(({ offerName }) => offerName);
  const services = proposals.map((each) => each.services.map(({ name }) => name[language]).join(', ') || '–');
  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label={texts.title.alternatives}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{texts.figure}</span>
              </th>
              {proposals.map(({ proposal }, at) => (
                <th key={proposal.key} scope="col">
                  {texts.column(at + 1)}
                  {at === 0 && proposals.length > 1 && <span className={classes.leads}> · {texts.leads}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={words(cars)}>
              <th scope="row">{texts.car}</th>
              {cars.map((name, at) => <td key={proposals[at]?.proposal.key}>{name}</td>)}
            </tr>
            <tr className={words(offers)}>
              <th scope="row">{texts.offer}</th>
              {offers.map((name, at) => <td key={proposals[at]?.proposal.key}>{name}</td>)}
            </tr>
            {comparedLines(proposals).map(({ figure, values, differs, best }) => (
              <tr key={figure} className={differs ? classes.differs : classes.same} data-figure={figure}>
                <th scope="row">{texts[figure]}</th>
                {values.map((value, at) => (
                  <td key={proposals[at]?.proposal.key} className="figures" data-best={at === best ? true : undefined}>
                    {print(figure, value)}
                    {at === best && <span className={classes.best}>{texts.best}</span>}
                  </td>
                ))}
              </tr>
            ))}
            <tr className={words(services)}>
              <th scope="row">{texts.services}</th>
              {services.map((names, at) => <td key={proposals[at]?.proposal.key}>{names}</td>)}
            </tr>
          </tbody>
          <tfoot data-no-print>
            <tr>
              <td>
                <span className="visually-hidden">{texts.actions}</span>
              </td>
              {proposals.map(({ proposal }, at) => (
                <td key={proposal.key}>
                  <div className={classes.buttons}>
                    <Button kind="primary" aria-label={`${texts.open}: ${texts.column(at + 1)}`} onClick={() => onOpen(at)}>
                      {texts.open}
                    </Button>
                    {at > 0 && (
                      <Button aria-label={`${texts.lead}: ${texts.column(at + 1)}`} onClick={() => store.moveProposal(at, 0)}>
                        {texts.lead}
                      </Button>
                    )}
                    {proposals.length > 1 && (
                      <Button kind="quiet" aria-label={`${texts.remove}: ${texts.column(at + 1)}`} onClick={() => store.removeProposal(at)}>
                        {texts.remove}
                      </Button>
                    )}
                  </div>
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      {proposals.length > 1 && <p className={classes.note}>{texts.same}</p>}
    </>
  );
}

function Fleet({ proposals, totals, onOpen }: { readonly proposals: readonly Compared[]; readonly totals: FleetTotals | undefined; readonly onOpen: (at: number) => void }) {
  const texts = useDeskTexts().comparison;
  const format = useFormat();
  return (
    <div className={classes.scroll}>
      <table className={`${classes.table} ${classes.fleet}`} aria-label={texts.title.fleet}>
        <thead>
          <tr>
            <th scope="col">{texts.car}</th>
            <th scope="col" className="figures">{texts.quantity}</th>
            <th scope="col" className="figures">{texts.term}</th>
            <th scope="col" className="figures">{texts.deposit}</th>
            <th scope="col" className="figures">{texts.instalment}</th>
            <th scope="col" className="figures">{texts.due}</th>
          </tr>
        </thead>
        <tbody>
          {proposals.map((each, at) => {
            const { proposal, figures } = each;
            const times = (cents: number | undefined): string => format.money(cents === undefined ? undefined : cents * proposal.quantity);
            return (
              <tr key={proposal.key}>
                <th scope="row">
                  <Button kind="quiet" onClick={() => onOpen(at)}>
                    {carName(each)}
                  </Button>
                </th>
                <td className="figures">{format.integer(proposal.quantity)}</td>
                <td className="figures">{texts.months(proposal.draft.termMonths)}</td>
                <td className="figures">{times(proposal.draft.depositCents ?? 0)}</td>
                <td className="figures">{times(figures?.instalmentWithFeesCents)}</td>
                <td className="figures">{times(figures?.totalDueCents)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr className={classes.total}>
            <th scope="row">{texts.total}</th>
            <td className="figures">{totals === undefined ? '–' : format.integer(totals.quantity)}</td>
            <td className="figures">–</td>
            <td className="figures">{format.money(totals?.depositCents)}</td>
            <td className="figures">{format.money(totals?.instalmentWithFeesCents)}</td>
            <td className="figures">{format.money(totals?.totalDueCents)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

export function ComparisonPanel({ onClose }: { readonly onClose: () => void }) {
  const store = useQuoteStore();
  const texts = useDeskTexts().comparison;
  const desk = useDeskPart((now) => now);
  const today = useQuotePart((state) => state.today);
  const proposals = desk.proposals.map((proposal) => comparedOf(proposal, today));
  const open = (at: number): void => {
    store.openProposal(at);
    onClose();
  };
  return (
    <SidePanel opened onClose={onClose} title={texts.title[desk.kind]} width={920}>
      {desk.kind === 'fleet' ? <Fleet proposals={proposals} totals={fleetSum(desk, today)} onOpen={open} /> : <Alternatives proposals={proposals} onOpen={open} />}
    </SidePanel>
  );
}
