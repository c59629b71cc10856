/** Sending the quote by e-mail; what became of it stands on the timeline. */
import { useId, useState } from 'react';
import { customerPatterns, type Quote } from '#quoting/api';
import { faultsByField, useMay, useWrite } from '../../../request/index.ts';
import { Button, Notice, Panel, Problem, showToast, TextInput, useLanguage } from '../../../ui/index.ts';
import { mailQuote } from './endpoints.ts';
import classes from './share.module.css';
import { useShareTexts } from './use-share-texts.ts';

/** A name for one sending; another one begins when it is done. */
const freshKey = (): string => {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

/** Fields that show what the server says of them. */
const fieldsOfMail = ['to', 'subject'] as const;

/** A panel of the quote's page. `proposal` is the one whose pre-contract form may go along. */
export function QuoteMail({ quote, proposal = 1 }: { readonly quote: Quote; readonly proposal?: number | undefined }) {
  const { mail: texts, share } = useShareTexts();
  const language = useLanguage();
  const mayWrite = useMay()('quoting.quote.write');
  const id = useId();
  const [draft, setDraft] = useState({ to: quote.customer.email, subject: '', message: texts.greeting, document: true, link: true, precontract: false });
  /** The address was left once: from then on what is wrong with it is said. */
  const [left, setLeft] = useState(false);
  const [key, setKey] = useState(freshKey);
  const send = useWrite(mailQuote, {
    refreshes: ['/api/quoting/quotes'],
    onDone: () => {
      setKey(freshKey());
      showToast({ text: texts.queued });
    },
  });
  const reason = !mayWrite ? share.mayNot : quote.status === 'expired' ? share.expired : undefined;
  if (reason !== undefined) return <Panel title={texts.title}><Notice tone="neutral">{reason}</Notice></Panel>;
  const subject = draft.subject.trim();
  const submit = (): void =>
    send.mutate({
      params: { id: quote.id },
      body: {
        key, revision: quote.revision, to: draft.to.trim(), message: draft.message, language, document: draft.document,
        ...(subject === '' ? {} : { subject }),
        ...(draft.link ? { link: { expiresOn: quote.expiresOn } } : {}),
        ...(draft.precontract ? { precontract: { proposal } } : {}),
      },
    });
  const choices = [['document', texts.document], ['link', texts.link], ...(quote.customer.type === 'consumer' ? ([['precontract', quote.proposals.length === 1 ? texts.precontract : texts.precontractOf(proposal)]] as const) : [])] as const;
  const faults = faultsByField(send.error?.fields ?? [], (path) => fieldsOfMail.find((field) => path === `body.${field}`));
  const isAddress = customerPatterns.email.test(draft.to.trim());
  return (
    <Panel title={texts.title}>
      <form
        className={classes.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setLeft(true);
          if (isAddress) submit();
        }}
      >
        <TextInput label={texts.to} type="email" tidy="trim" maxLength={120} value={draft.to} onChange={(to) => setDraft({ ...draft, to })} onBlur={() => setLeft(true)} error={left && !isAddress ? texts.toWrong : faults.get('to')} />
        <TextInput label={texts.subject} maxLength={150} placeholder={quote.number} value={draft.subject} onChange={(next) => setDraft({ ...draft, subject: next })} error={faults.get('subject')} />
        <div className={classes.area}>
          <label htmlFor={id}>{texts.message}</label>
          <textarea id={id} rows={5} maxLength={4000} value={draft.message} onChange={(event) => setDraft({ ...draft, message: event.currentTarget.value })} />
        </div>
        <div className={classes.choices}>
          {choices.map(([name, label]) => (
            <label key={name}>
              <input type="checkbox" checked={draft[name]} onChange={() => setDraft({ ...draft, [name]: !draft[name] })} /> {label}
            </label>
          ))}
        </div>
        {send.error !== null && faults.size === 0 && <Problem problem={send.error} lost="nothing" />}
        <p className={classes.quiet}>{texts.hint}</p>
        <Button type="submit" busy={send.isPending} disabled={draft.to.trim() === ''}>{texts.send}</Button>
      </form>
    </Panel>
  );
}
