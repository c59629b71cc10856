import { useEffect, useRef } from 'react';
import type { readNewsRoute } from '#news/api';
import { addressOf, call, refreshPaths, useWrite } from '../../request/index.ts';
import { Button, Notice, Panel, Problem, showToast, useFormat, useLanguage } from '../../ui/index.ts';
import type { ResponseOf } from '../../request/endpoint.ts';
import { confirmNews, newsFile, seenNews } from './endpoints.ts';
import { NewsText } from './news-text.tsx';
import classes from './news.module.css';
import { useNewsTexts } from './use-news-texts.ts';

type OpenItem = ResponseOf<typeof readNewsRoute>;

/** Those of the reader's language and of any come first; the others stay, for whoever needs them. */
const filesFor = (files: OpenItem['files'], language: 'it' | 'en'): OpenItem['files'] => files.toSorted((a, b) => Number(a.language !== null && a.language !== language) - Number(b.language !== null && b.language !== language));

/** The words of an item with its attachments and the button to confirm; showing it is what counts as having seen it. */
export function ItemView({ item, onConfirmed }: { readonly item: OpenItem; readonly onConfirmed?: () => void }) {
  const texts = useNewsTexts();
  const format = useFormat();
  const english = useLanguage() === 'en';
  const noted = useRef('');
  useEffect(() => {
    const key = `${item.id}:${item.version}`;
    if (item.firstSeenAt !== null || noted.current === key) return;
    noted.current = key;
    // A receipt that could not be noted is noted with the next look.
    void call(seenNews, { params: { id: item.id, version: item.version } }).then(() => refreshPaths(['/api/news/']), () => undefined);
  }, [item]);
  const confirm = useWrite(confirmNews, {
    refreshes: ['/api/news/'],
    onDone: () => {
      showToast({ text: texts.item.confirmed });
      onConfirmed?.();
    },
  });
  const body = (english ? item.bodyEn : null) ?? item.bodyIt;
  return (
    <div className={classes.column}>
      {item.state !== 'published' && <Notice tone="attention">{texts.item.old}</Notice>}
      {english && item.bodyEn === null && <Notice tone="info">{texts.item.onlyItalian}</Notice>}
      {item.canConfirm && item.gates.includes('selling') && <Notice tone="attention">{texts.blocks}</Notice>}
      <Panel>
        <p className={classes.small}>
          {[texts.kinds[item.kind], texts.item.publishedBy(item.publisher, format.instant(item.publishedAt)), texts.item.holds(format.date(item.validFrom), item.validTo === null ? null : format.date(item.validTo))].join(' · ')}
        </p>
        <NewsText text={body} />
        {item.files.length > 0 && (
          <>
            <h3>{texts.item.files}</h3>
            <ul className={classes.rows}>
              {filesFor(item.files, english ? 'en' : 'it').map((file) => (
                <li key={file.id}><a href={addressOf(newsFile, { params: { id: item.id, version: item.version, fileId: file.id } })} download={file.fileName}>{file.fileName}</a> <span className={classes.small}>{`${file.language === null ? '' : `${file.language.toUpperCase()} · `}${format.integer(Math.ceil(file.sizeBytes / 1024))} kB`}</span></li>
              ))}
            </ul>
          </>
        )}
      </Panel>
      {confirm.error !== null && <Problem problem={confirm.error} compact />}
      {item.canConfirm && (
        <div className={classes.actions}>
          <Button kind="primary" size="field" busy={confirm.isPending} onClick={() => confirm.mutate({ params: { id: item.id, version: item.version } })}>{texts.item.confirm}</Button>
        </div>
      )}
      {item.confirmedAt !== null && <Notice tone="ok">{texts.confirmedOn(format.instant(item.confirmedAt))}</Notice>}
    </div>
  );
}
