import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { WrittenVersion } from '#news/api';
import { instantIn } from '#platform/instant-in';
import { useMay, useQueryOf, useWrite } from '../../request/index.ts';
import { Button, ConfirmConsequence, Problem, showToast, TextInput, useFormat } from '../../ui/index.ts';
import { plainLines, type ShownLine } from './audience-builder.tsx';
import { archive, dropDraft, newVersion, previewAudience, publish, unschedule, withdraw } from './endpoints.ts';
import classes from './news.module.css';
import { useNewsTexts } from './use-news-texts.ts';

/** What may be done with a saved version in its state; the server decides again. */
export function EditorOperations({ written, lines }: { readonly written: WrittenVersion; readonly lines: readonly ShownLine[] }) {
  const texts = useNewsTexts().desk;
  const format = useFormat();
  const navigate = useNavigate();
  const may = useMay();
  const [asking, setAsking] = useState<'publish' | 'withdraw'>();
  const [reason, setReason] = useState('');
  const [publishAt, setPublishAt] = useState('');
  const preview = useQueryOf(previewAudience, { body: { audience: plainLines(lines) } });
  const params = { id: written.id };
  const refreshes = ['/api/news/'];
  const publishing = useWrite(publish, { refreshes, onDone: ({ state }) => showToast({ text: state === 'scheduled' ? texts.scheduled : texts.published }) });
  const withdrawing = useWrite(withdraw, { refreshes });
  const archiving = useWrite(archive, { refreshes });
  const calling = useWrite(unschedule, { refreshes });
  const beginning = useWrite(newVersion, { refreshes });
  const dropping = useWrite(dropDraft, { refreshes: ['/api/news/items'], onDone: () => void navigate({ to: '/news-desk' }) });
  const fault = [publishing, withdrawing, archiving, calling, beginning, dropping].find(({ error }) => error !== null)?.error ?? null;
  const publisher = may('news.item.publish');
  const count = format.integer(preview.data?.count);
  const { state } = written;
  return (
    <>
      {fault !== null && <Problem problem={fault} compact />}
      {state === 'draft' && publisher && (
        <label className={classes.label}>
          {texts.publishAt}
          <input className={classes.select} type="datetime-local" value={publishAt} onChange={(event) => setPublishAt(event.target.value)} />
        </label>
      )}
      {state === 'published' && publisher && <TextInput label={texts.reason} value={reason} maxLength={300} onChange={setReason} />}
      <div className={classes.actions}>
        {state === 'draft' && publisher && <Button kind="primary" size="field" busy={publishing.isPending} onClick={() => setAsking('publish')}>{publishAt === '' ? texts.publish : texts.schedule}</Button>}
        {state === 'draft' && <Button size="field" busy={dropping.isPending} onClick={() => dropping.mutate({ params })}>{texts.drop}</Button>}
        {state === 'scheduled' && publisher && <Button size="field" busy={calling.isPending} onClick={() => calling.mutate({ params })}>{texts.unschedule}</Button>}
        {state !== 'draft' && state !== 'scheduled' && <Button size="field" busy={beginning.isPending} onClick={() => beginning.mutate({ params })}>{texts.newVersion}</Button>}
        {state === 'published' && publisher && <Button size="field" busy={archiving.isPending} onClick={() => archiving.mutate({ params })}>{texts.archive}</Button>}
        {state === 'published' && publisher && <Button size="field" kind="danger" disabled={reason.trim().length < 3} busy={withdrawing.isPending} onClick={() => setAsking('withdraw')}>{texts.withdraw}</Button>}
        {written.publishedAt !== null && may('news.receipt.read') && <Link to="/news-receipts" search={{ item: written.id, version: written.version }}>{texts.receipts}</Link>}
      </div>
      <ConfirmConsequence
        opened={asking === 'publish'}
        onClose={() => setAsking(undefined)}
        title={publishAt === '' ? texts.publish : texts.schedule}
        consequence={texts.publishWhat(count)}
        confirmLabel={publishAt === '' ? texts.publish : texts.schedule}
        onConfirm={() => {
          setAsking(undefined);
          publishing.mutate({ params, body: { revision: written.revision, publishAt: publishAt === '' ? null : instantIn('Europe/Rome', publishAt).toISOString() } });
        }}
      />
      <ConfirmConsequence
        opened={asking === 'withdraw'}
        onClose={() => setAsking(undefined)}
        title={texts.withdraw}
        consequence={texts.withdrawWhat}
        confirmLabel={texts.withdraw}
        danger
        onConfirm={() => {
          setAsking(undefined);
          withdrawing.mutate({ params, body: { reason } });
        }}
      />
    </>
  );
}
