import { useRef, useState, type DragEvent } from 'react';
import type { ImportKindListed, ImportListed } from '#flows/api';
import { addressOf, ProblemError } from '../../request/index.ts';
import { Button, LinkButton, Panel, Problem, SegmentedButtons, useLanguage } from '../../ui/index.ts';
import { importTemplate } from './endpoints.ts';
import classes from './imports.module.css';
import { uploadFile } from './upload-file.ts';
import { useFlowsTexts } from './use-flows-texts.ts';

interface NewImportProps {
  readonly kinds: readonly ImportKindListed[];
  readonly onRead: (imported: ImportListed) => void;
}

/** What the file holds, and the file: dropped, or chosen by keyboard. */
export function NewImport({ kinds, onRead }: NewImportProps) {
  const texts = useFlowsTexts().start;
  const language = useLanguage();
  const [key, setKey] = useState(kinds[0]?.key ?? '');
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<ProblemError | string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const kind = kinds.find((one) => one.key === key);

  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined || kind === undefined || sent !== null) return;
    if (file.size === 0) {
      setProblem(texts.empty);
      return;
    }
    setProblem(null);
    setSent(0);
    try {
      onRead(await uploadFile(kind.key, file, (share) => setSent(Math.round(share * 100))));
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : String(error));
    } finally {
      setSent(null);
      if (input.current !== null) input.current.value = '';
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <Panel
      title={texts.title}
      actions={
        kind === undefined ? undefined : (
          <>
            {kind.columns.map((column) => column.codesAt !== null && <LinkButton key={column.key} href={`${column.codesAt}?format=xlsx&language=${language}`} download>{texts.codes(column.words[language])}</LinkButton>)}
            <LinkButton href={addressOf(importTemplate, { params: { key: kind.key } })} download={`${kind.key}.csv`}>{texts.template}</LinkButton>
          </>
        )
      }
    >
      <div className={classes.kind}>
        <SegmentedButtons label={texts.kind} options={kinds.map((one) => ({ value: one.key, label: one.words[language] }))} value={key} onChange={setKey} />
        {kind !== undefined && <p className={classes.small}>{kind.description[language]}</p>}
      </div>
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {texts.drop}
        <Button kind="primary" busy={sent !== null} onClick={() => input.current?.click()}>
          {texts.choose}
        </Button>
        <input ref={input} type="file" hidden accept=".csv,.txt,.xlsx" aria-label={texts.choose} onChange={(event) => void take(event.currentTarget.files?.[0])} />
        <p className={classes.small} role="status">
          {sent === null ? texts.limits : texts.sending(sent)}
        </p>
      </div>
      {problem !== null && <Problem problem={typeof problem === 'string' ? { title: problem, detail: problem, code: 'file' } : problem} compact />}
    </Panel>
  );
}
