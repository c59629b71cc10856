/** The seller's side of a link: make it, show its code once, see its openings, end it. */
import { useState } from 'react';
import type { Quote } from '#quoting/api';
import { serverToday, useMay, useQueryOf, useWrite, type ResponseOf } from '../../../request/index.ts';
import type { shareQuoteRoute } from '#quoting/api';
import { Button, DateField, LinkButton, LoadingRows, Notice, Panel, Problem, showToast, useFormat } from '../../../ui/index.ts';
import { endShare, listShares, shareQuote } from './endpoints.ts';
import { PrintQr, saveQrPicture, svgAddress } from './qr-sheet.tsx';
import classes from './share.module.css';
import { useShareTexts } from './use-share-texts.ts';

type Made = ResponseOf<typeof shareQuoteRoute>;

function MadeLink({ made, number }: { readonly made: Made; readonly number: string }) {
  const { share: texts } = useShareTexts();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(made.url);
    showToast({ text: texts.copied });
  };
  const sheet = { qrSvg: made.qrSvg, lines: [made.dealerName, texts.scan, texts.quoteNumber(number)] };
  return (
    <div className={classes.made}>
      <img className={classes.qr} src={svgAddress(made.qrSvg)} alt={texts.qr} width={176} height={176} />
      <div className={classes.words}>
        <Notice tone="attention">{texts.once}</Notice>
        <output className={classes.address} aria-label={texts.address}>{made.url}</output>
        <div className={classes.row}>
          <Button kind="primary" onClick={() => void copy()}>{texts.copy}</Button>
          <LinkButton href={svgAddress(made.qrSvg)} download={`${number}-qr.svg`}>{texts.saveQr}</LinkButton>
          <Button onClick={() => void saveQrPicture(sheet, `${number}-qr.png`)}>{texts.savePng}</Button>
          <PrintQr sheet={sheet} label={texts.printQr} />
        </div>
      </div>
    </div>
  );
}

function Links({ quote }: { readonly quote: Quote }) {
  const { share: texts } = useShareTexts();
  const format = useFormat();
  const { data, error, refetch } = useQueryOf(listShares, { params: { id: quote.id } });
  const end = useWrite(endShare, { refreshes: ['/api/quoting/quotes'], onDone: () => showToast({ text: texts.ended }) });
  if (error !== null && data === undefined) return <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingRows label={texts.links} rows={2} />;
  if (data.items.length === 0) return <p className={classes.quiet}>{texts.none}</p>;
  return (
    <ul className={classes.links}>
      {data.items.map((link) => (
        <li key={link.id} className={classes.link}>
          <div>
            <p>{texts.state(link.state, format.date(link.expiresOn))} · {texts.openings(link.openings, format.instant(link.lastOpenedAt))}</p>
            <p className={classes.quiet}>{texts.shows(link.revision, link.follows, link.isNewest)}</p>
            <p className={classes.quiet}>{texts.made(format.instant(link.createdAt), link.createdBy)}</p>
          </div>
          {link.state === 'open' && (
            <Button kind="danger" aria-label={texts.endOne(format.instant(link.createdAt))} busy={end.isPending} onClick={() => end.mutate({ params: { id: quote.id, shareId: link.id } })}>
              {texts.end}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A panel of the quote's page. */
export function QuoteShare({ quote }: { readonly quote: Quote }) {
  const { share: texts } = useShareTexts();
  const mayWrite = useMay()('quoting.quote.write');
  const [expiresOn, setExpiresOn] = useState<string | null>(quote.expiresOn);
  const [dayUnread, setDayUnread] = useState(false);
  const [proposals, setProposals] = useState<readonly number[]>(quote.proposals.map((proposal) => proposal.number));
  const [follows, setFollows] = useState(false);
  const [made, setMade] = useState<Made>();
  const make = useWrite(shareQuote, { refreshes: ['/api/quoting/quotes'], onDone: setMade });
  const reason = !mayWrite ? texts.mayNot : quote.status === 'expired' ? texts.expired : undefined;
  const toggle = (number: number): void => setProposals((before) => (before.includes(number) ? before.filter((other) => other !== number) : [...before, number].toSorted((a, b) => a - b)));
  const chooses = quote.kind === 'alternatives' && quote.proposals.length > 1;
  // Numbers of a later version may name other cars: a part of the proposals stays with this one.
  const whole = !chooses || proposals.length === quote.proposals.length;
  return (
    <Panel title={texts.title}>
      <div className={classes.stack}>
        <p className={classes.quiet}>{texts.why}</p>
        {reason !== undefined ? (
          <Notice tone="neutral">{reason}</Notice>
        ) : (
          <>
            {chooses && (
              <fieldset className={classes.choices}>
                <legend>{texts.proposals}</legend>
                {quote.proposals.map(({ number }) => (
                  <label key={number}>
                    <input type="checkbox" checked={proposals.includes(number)} onChange={() => toggle(number)} /> {texts.proposal(number)}
                  </label>
                ))}
              </fieldset>
            )}
            <div className={classes.choices}>
              <label>
                <input type="checkbox" checked={follows && whole} disabled={!whole} onChange={() => setFollows(!follows)} /> {texts.follows}
              </label>
              <p className={classes.quiet}>{texts.followsWhy}</p>
            </div>
            <DateField label={texts.until} value={expiresOn} today={serverToday()} min={serverToday()} max={quote.expiresOn} onChange={setExpiresOn} onUnreadable={setDayUnread} />
            {make.error !== null && <Problem problem={make.error} lost="nothing" />}
            <Button
              busy={make.isPending}
              disabled={expiresOn === null || dayUnread || proposals.length === 0}
              onClick={() => expiresOn !== null && make.mutate({ params: { id: quote.id }, body: { expiresOn, revision: quote.revision, follows: follows && whole, ...(chooses ? { proposals: [...proposals] } : {}) } })}
            >
              {texts.make}
            </Button>
          </>
        )}
        <div aria-live="polite">{made !== undefined && <MadeLink made={made} number={quote.number} />}</div>
        <Links quote={quote} />
      </div>
    </Panel>
  );
}
