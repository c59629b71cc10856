import { useState } from 'react';
import type { WrittenVersion } from '#news/api';
import { addressOf, useWrite } from '../../request/index.ts';
import { Button, Notice, Panel, Problem, SegmentedButtons, useFormat } from '../../ui/index.ts';
import { attachFile, detachFile, newsFile } from './endpoints.ts';
import classes from './news.module.css';
import { useNewsTexts } from './use-news-texts.ts';

const largest = 2 * 1024 * 1024;

/** The attachments of a saved draft, or of what was published. */
export function EditorFiles({ written }: { readonly written: WrittenVersion }) {
  const texts = useNewsTexts().desk;
  const format = useFormat();
  const [tooLarge, setTooLarge] = useState(false);
  const [language, setLanguage] = useState<'it' | 'en' | ''>('');
  const refreshes = ['/api/news/written'];
  const attach = useWrite(attachFile, { refreshes });
  const detach = useWrite(detachFile, { refreshes });
  const fault = attach.error ?? detach.error;
  const editable = written.state === 'draft';
  if (!editable && written.files.length === 0) return null;
  return (
    <Panel title={texts.files}>
      {written.files.map((file) => (
        <div key={file.id} className={classes.line}>
          <a className={classes.grow} href={addressOf(newsFile, { params: { id: written.id, version: written.version, fileId: file.id } })} download={file.fileName}>{file.fileName}</a>
          <span className={classes.small}>{`${file.language === null ? texts.anyLanguage : file.language.toUpperCase()} · ${format.integer(Math.ceil(file.sizeBytes / 1024))} kB`}</span>
          {editable && <Button kind="quiet" busy={detach.isPending} onClick={() => detach.mutate({ params: { id: written.id, fileId: file.id } })}>{texts.remove}</Button>}
        </div>
      ))}
      {tooLarge && <Notice tone="attention">{texts.tooLarge}</Notice>}
      {fault !== null && <Problem problem={fault} compact />}
      {editable && <SegmentedButtons label={texts.fileLanguage} size="toolbar" options={[{ value: '', label: texts.anyLanguage }, { value: 'it', label: 'IT' }, { value: 'en', label: 'EN' }]} value={language} onChange={setLanguage} />}
      {editable && (
        <label className={classes.label}>
          {texts.addFile}
          <input
            type="file"
            accept="application/pdf,image/png,image/jpeg"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file === undefined) return;
              setTooLarge(file.size > largest);
              if (file.size <= largest) attach.mutate({ params: { id: written.id }, query: { fileName: file.name, language: language === '' ? undefined : language }, body: file });
            }}
          />
        </label>
      )}
    </Panel>
  );
}
