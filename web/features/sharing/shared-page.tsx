/** `/p/<token>`: a quote on the customer's phone. */
import { useDeferredValue, useEffect, useState, type CSSProperties } from 'react';
import { fleetTotals, inkOn, type SharedProposal, type SharedQuote } from '#quoting/api';
import { signatureIn } from '#platform/signatures';
import { addressOf } from '../../request/index.ts';
import { Button, Notice, useFormat, useLanguage } from '../../ui/index.ts';
import { CarPicture } from './car-picture.tsx';
import { ChoicePanel } from './choice-panel.tsx';
import { sharedDocument, sharedLogo, sharedPrecontract } from './endpoints.ts';
import { FiguresSection } from './figures-section.tsx';
import { GoOnSection } from './go-on-section.tsx';
import { pricedChoice, type Choice, type PricedChoice } from './priced-choice.ts';
import { ProposalCards } from './proposal-cards.tsx';
import classes from './sharing.module.css';
import { useShared } from './use-shared.ts';
import { useSharingTexts } from './use-sharing-texts.ts';

/** Name of the dealer, under its mark when there is one and it arrives. As a picture a drawing runs nothing and loads nothing. */
function DealerMark({ token, dealer }: { readonly token: string; readonly dealer: SharedQuote['dealer'] }) {
  const [missing, setMissing] = useState(false);
  return (
    <>
      {dealer.logo && !missing && <img className={classes.logo} src={addressOf(sharedLogo, { params: { token } })} alt="" onError={() => setMissing(true)} />}
      <p className={classes.dealer}>{dealer.name}</p>
    </>
  );
}

function Head({ token, quote }: { readonly token: string; readonly quote: SharedQuote }) {
  const texts = useSharingTexts();
  const format = useFormat();
  const language = useLanguage();
  const { dealer } = quote;
  return (
    <header className={classes.head}>
      <DealerMark token={token} dealer={dealer} />
      <h1 className={classes.title}>{texts.title('')}<span className={classes.number}>{quote.number}</span></h1>
      <p>{texts.version(quote.revision)} · {texts.by(signatureIn(quote.sellerName, language))} · {texts.validUntil(format.date(quote.expiresOn))}</p>
    </header>
  );
}

/** The one number, with what the law wants beside it. */
function Hero({ quote, proposal, priced }: { readonly quote: SharedQuote; readonly proposal: SharedProposal; readonly priced: PricedChoice }) {
  const texts = useSharingTexts();
  const format = useFormat();
  const figures = priced.figures;
  const lease = figures?.lease ?? null;
  const facts = figures === undefined ? [] : [
    ...(lease === null || quote.customerType === 'consumer' ? [[texts.tan, format.rate(figures.nominalRatePpm)], [texts.taeg, format.rate(figures.taegPpm)]] : [[texts.leaseRate, format.rate(lease.leaseRatePpm)]]),
    ...(figures.balloonCents > 0 && lease === null ? [[texts.balloon, format.money(figures.balloonCents)]] : []),
    ...(lease !== null ? [[texts.purchaseOption, format.money(priced.input.balloonCents ?? 0)]] : []),
    ...(quote.kind === 'fleet' ? [[texts.total, format.money(fleetTotals(quote.proposals).instalmentWithFeesCents)]] : []),
  ];
  return (
    <section className={classes.hero} aria-label={texts.monthly}>
      <p>{[`${proposal.vehicle.make} ${proposal.vehicle.carline}`, proposal.vehicle.name, texts.kinds[proposal.vehicle.kind]].join('\u00a0· ')}</p>
      <p className={classes.heroLabel}>{lease === null ? texts.monthly : texts.monthlyRental}</p>
      <output className={`${classes.heroFigure} figures`}>{format.money(figures?.instalmentWithFeesCents)}</output>
      <p>{texts.times(priced.input.termMonths)}</p>
      <dl className={classes.facts}>{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd className="figures">{value}</dd></div>)}</dl>
    </section>
  );
}

function Papers({ token, quote, chosen }: { readonly token: string; readonly quote: SharedQuote; readonly chosen: number }) {
  const texts = useSharingTexts();
  const language = useLanguage();
  const forms = quote.precontract.filter((form) => form.language === language || !quote.precontract.some((other) => other.proposal === form.proposal && other.form === form.form && other.language === language));
  if (!quote.document && forms.length === 0) return null;
  // The form of another alternative is the form of another credit.
  const lacksForm = quote.kind === 'alternatives' && forms.length > 0 && !forms.some((form) => form.proposal === chosen);
  return (
    <section className={classes.section} aria-labelledby="papers">
      <h2 id="papers" className={classes.heading}>{texts.papers}</h2>
      {quote.document && <a className={classes.paper} href={addressOf(sharedDocument, { params: { token }, query: { language } })} target="_blank" rel="noreferrer">{texts.document}</a>}
      {forms.map(({ proposal, form, language: written }) => (
        <a key={`${proposal}-${form}-${written}`} className={classes.paper} href={addressOf(sharedPrecontract, { params: { token }, query: { proposal, form, language: written } })} target="_blank" rel="noreferrer">{texts.precontract(proposal)}</a>
      ))}
      {lacksForm && <p className={classes.quiet}>{texts.precontractMissing(chosen)}</p>}
    </section>
  );
}

const asFrozen = ({ input }: SharedProposal): Choice => ({ depositCents: input.depositCents, termMonths: input.termMonths });

function Body({ token, quote, first, onReload }: { readonly token: string; readonly quote: SharedQuote; readonly first: SharedProposal; readonly onReload: () => void }) {
  const texts = useSharingTexts();
  const [number, setNumber] = useState(first.number);
  const [choices, setChoices] = useState<Readonly<Record<number, Choice>>>({});
  const proposal = quote.proposals.find((candidate) => candidate.number === number) ?? first;
  const choice = choices[proposal.number] ?? asFrozen(proposal);
  const calm = useDeferredValue(choice);
  const priced = pricedChoice(proposal, calm, quote.startDate);
  return (
    <>
      {!quote.isNewest && <Notice tone="attention">{texts.newer}</Notice>}
      {quote.proposals.length > 1 && <ProposalCards token={token} quote={quote} chosen={proposal.number} onChoose={setNumber} />}
      <Hero quote={quote} proposal={proposal} priced={priced} />
      <CarPicture key={proposal.number} token={token} proposal={proposal} />
      {quote.kind === 'alternatives' && <ChoicePanel quote={quote} proposal={proposal} choice={choice} priced={priced} onChange={(next) => setChoices((before) => ({ ...before, [proposal.number]: next }))} />}
      {priced.figures !== undefined && <FiguresSection proposal={proposal} input={priced.input} figures={priced.figures} />}
      <Papers token={token} quote={quote} chosen={proposal.number} />
      <GoOnSection token={token} quote={quote} proposal={proposal} priced={priced} onReload={onReload} />
    </>
  );
}

/** The dealer's colour as style of the page; the house's own without one. */
function brandOf(quote: SharedQuote | undefined): CSSProperties {
  const colour = quote?.dealer.colour;
  return colour ? ({ '--brand': colour, '--on-brand': inkOn(colour) } as CSSProperties) : {};
}

export function SharedPage({ token }: { readonly token: string }) {
  const texts = useSharingTexts();
  const { quote, problem, reload } = useShared(token);
  useEffect(() => {
    document.title = quote === undefined ? 'Volano' : `${texts.title(quote.number)} · ${quote.dealer.name}`;
  }, [quote, texts]);
  const [first] = quote?.proposals ?? [];
  return (
    <div className={classes.page} style={brandOf(quote)}>
      {quote !== undefined && <Head token={token} quote={quote} />}
      <main className={classes.main}>
        {quote === undefined && problem === undefined && <p role="status" className={classes.state}>{texts.loading}</p>}
        {quote === undefined && problem !== undefined && (
          <div role="alert" className={classes.state}>
      <h1 className={classes.title}>{problem.title}</h1>
            <p>{problem.detail}</p>
            {problem.retryable && <Button size="touch" onClick={reload}>{texts.retry}</Button>}
          </div>
        )}
        {quote !== undefined && first !== undefined && <Body key={quote.revision} token={token} quote={quote} first={first} onReload={reload} />}
      </main>
      {quote !== undefined && (
        <footer className={classes.footer}>
          <p>{quote.dealer.name}{quote.dealer.branchName === null ? '' : ` · ${quote.dealer.branchName}`}</p>
          {quote.dealer.addressLines.map((line) => <p key={line}>{line}</p>)}
          <p>{texts.footer(quote.lenderName)}</p>
        </footer>
      )}
    </div>
  );
}
