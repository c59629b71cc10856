/** Link and mail side by side in a panel of the quote's page, and the operation that opens it. */
import { useState } from 'react';
import type { Quote } from '#quoting/api';
import { useMay } from '../../../request/index.ts';
import { SidePanel, type Operation } from '../../../ui/index.ts';
import { QuoteMail } from './quote-mail.tsx';
import { QuoteShare } from './quote-share.tsx';
import classes from './share.module.css';
import { useShareTexts } from './use-share-texts.ts';

interface ShareOperation {
  readonly operation: Operation;
  readonly opened: boolean;
  readonly close: () => void;
}

/** "Condividi" of the action bar, with the reason when it cannot be done. */
export function useShareOperation(quote: Quote): ShareOperation {
  const { share: texts } = useShareTexts();
  const may = useMay();
  const [opened, setOpened] = useState(false);
  const refusedBecause = !may('quoting.quote.write') ? texts.mayNot : quote.status === 'expired' ? texts.expired : undefined;
  return { operation: { key: 'share', label: texts.operation, hotkey: 'C', onRun: () => setOpened(true), refusedBecause }, opened, close: () => setOpened(false) };
}

export function SharePanel({ quote, proposal, opened, onClose }: { readonly quote: Quote; readonly proposal: number; readonly opened: boolean; readonly onClose: () => void }) {
  const { share: texts } = useShareTexts();
  return (
    <SidePanel opened={opened} onClose={onClose} title={texts.panel} width={560}>
      <div className={classes.panels}>
        <QuoteShare key={`share-${quote.revision}`} quote={quote} />
        <QuoteMail key={`mail-${quote.revision}`} quote={quote} proposal={proposal} />
      </div>
    </SidePanel>
  );
}
