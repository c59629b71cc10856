/** What can be taken away: rows as CSV, the question as JSON, the page on paper; and the same question put to the server. */
import { useState } from 'react';
import { call, type ProblemError } from '../../../request/index.ts';
import { Button, Notice, Problem } from '../../../ui/index.ts';
import { calculateOnServer } from '../endpoints.ts';
import type { Body } from '../form/read-body.ts';
import { kinds, type KindKey } from '../kinds/kinds.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import { writeCsv, type Cell } from './csv.ts';
import classes from './export.module.css';
import { JsonPanel } from './json-panel.tsx';
import { sameAnswer } from './same-answer.ts';

interface ExportBarProps {
  readonly kind: KindKey;
  readonly body: Body;
  readonly result: unknown;
  /** Rows for the CSV; absent where there are none. */
  readonly sheet?: { readonly head: readonly string[]; readonly rows: () => readonly (readonly Cell[])[] } | undefined;
}

/** The steps of a calculation are in the reader's language and no part of its figures. */
function withoutSteps(result: unknown): unknown {
  const { derivation: _, ...figures } = result as Record<string, unknown>;
  return figures;
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The download has begun once the click returns; the memory is given back a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

type Verified = { readonly result: unknown; readonly state: 'asking' | 'equal' | 'different' } | { readonly result: unknown; readonly state: 'failed'; readonly problem: ProblemError };

export function ExportBar({ kind, body, result, sheet }: ExportBarProps) {
  const texts = useCalculatorTexts();
  const words = texts.export;
  const [json, setJson] = useState(false);
  const [verified, setVerified] = useState<Verified>();
  // A verdict is about one result: the next figure takes it away.
  const verdict = verified?.result === result ? verified : undefined;
  async function verify(): Promise<void> {
    setVerified({ result, state: 'asking' });
    try {
      const answer = await call(calculateOnServer[kind], { body });
      setVerified({ result, state: sameAnswer(answer, withoutSteps(result)) ? 'equal' : 'different' });
    } catch (error) {
      setVerified({ result, state: 'failed', problem: error as ProblemError });
    }
  }
  return (
    <div className={classes.bar} data-no-print>
      <div className={classes.buttons}>
        {sheet !== undefined && <Button onClick={() => download(`${words.fileName}-${kind}.csv`, writeCsv(sheet.head, sheet.rows()))}>{words.csv}</Button>}
        <Button onClick={() => setJson(true)}>{words.json}</Button>
        <Button icon="print" onClick={() => window.print()}>{words.print}</Button>
        <Button busy={verdict?.state === 'asking'} onClick={() => void verify()}>{words.verify}</Button>
      </div>
      <output className={classes.verdict}>
        {verdict?.state === 'equal' && <Notice tone="ok">{words.equal}</Notice>}
        {verdict?.state === 'different' && <Notice tone="danger">{words.different}</Notice>}
      </output>
      {verdict?.state === 'failed' && <Problem problem={verdict.problem.title === undefined ? verdict.problem : { title: words.verifyFailed, detail: verdict.problem.detail, code: verdict.problem.code }} compact />}
      <JsonPanel opened={json} onClose={() => setJson(false)} calculation={kinds[kind].calculation.do} body={body} />
    </div>
  );
}
