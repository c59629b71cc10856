/** "I want to go on": a contact and one button. The same choice sent twice is one request, here and on the server. */
import { useState } from 'react';
import { customerPatterns, shownFigures, type SharedProposal, type SharedQuote } from '#quoting/api';
import { call, type ProblemError } from '../../request/index.ts';
import { Button, Notice, TextInput, useFormat } from '../../ui/index.ts';
import { askToGoOn } from './endpoints.ts';
import type { PricedChoice } from './priced-choice.ts';
import classes from './sharing.module.css';
import { useSharingTexts } from './use-sharing-texts.ts';

interface GoOnProps {
  readonly token: string;
  readonly quote: SharedQuote;
  readonly proposal: SharedProposal;
  readonly priced: PricedChoice;
  /** Loads the quote again, when the seller has revised it meanwhile. */
  readonly onReload: () => void;
}

export function GoOnSection({ token, quote, proposal, priced, onReload }: GoOnProps) {
  const texts = useSharingTexts();
  const format = useFormat();
  const [contact, setContact] = useState({ phone: '', email: '' });
  const [askedAt, setAskedAt] = useState(quote.askedAt);
  const [state, setState] = useState<{ readonly busy: boolean; readonly pressed: boolean; readonly problem: ProblemError | undefined }>({ busy: false, pressed: false, problem: undefined });
  const { figures, input } = priced;

  const phone = contact.phone.trim();
  const email = contact.email.trim();
  const phoneFault = phone === '' && email === '' ? texts.contactMissing : customerPatterns.phone.test(phone) ? undefined : texts.phoneWrong;
  const emailFault = customerPatterns.email.test(email) ? undefined : texts.emailWrong;

  async function send(): Promise<void> {
    if (figures === undefined) return;
    if (phoneFault !== undefined || emailFault !== undefined) return setState({ busy: false, pressed: true, problem: undefined });
    setState({ busy: true, pressed: false, problem: undefined });
    try {
      const body = { revision: quote.revision, proposal: proposal.number, depositCents: input.depositCents, termMonths: input.termMonths, shown: shownFigures(figures), phone, email };
      const answer = await call(askToGoOn, { params: { token }, body });
      setAskedAt(answer.askedAt);
      setState({ busy: false, pressed: false, problem: undefined });
    } catch (problem) {
      setState({ busy: false, pressed: false, problem: problem as ProblemError });
    }
    return undefined;
  }

  return (
    <section className={classes.section} aria-labelledby="go-on">
      <h2 id="go-on" className={classes.heading}>{texts.goOn}</h2>
      <p className={classes.quiet}>{texts.goOnWhy}</p>
      {!quote.isNewest && <p>{texts.goOnNewer(quote.revision)}</p>}
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextInput label={texts.phone} type="tel" autoComplete="tel" maxLength={30} value={contact.phone} onChange={(typed) => setContact({ ...contact, phone: typed })} error={state.pressed ? phoneFault : undefined} />
        <TextInput label={texts.email} type="email" autoComplete="email" maxLength={120} value={contact.email} onChange={(typed) => setContact({ ...contact, email: typed })} error={state.pressed ? emailFault : undefined} />
        <div aria-live="polite">
          {state.problem !== undefined && <Notice tone="danger" action={state.problem.code === 'quote_revised' ? <Button size="touch" onClick={onReload}>{texts.showNew}</Button> : undefined}>{state.problem.detail}</Notice>}
          {askedAt !== null && state.problem === undefined && <Notice tone="ok">{texts.asked(format.instant(askedAt))}</Notice>}
        </div>
        <button type="submit" className={classes.primary} aria-busy={state.busy || undefined} disabled={figures === undefined}>
          {askedAt === null ? texts.goOn : texts.sendAgain}
        </button>
      </form>
      {quote.dealer.phone !== null && <a className={classes.contact} href={`tel:${quote.dealer.phone.replace(/[^+\d]/g, '')}`}>{texts.callDealer(quote.dealer.phone)}</a>}
      {quote.dealer.email !== null && <a className={classes.contact} href={`mailto:${quote.dealer.email}`}>{texts.writeDealer}</a>}
    </section>
  );
}
