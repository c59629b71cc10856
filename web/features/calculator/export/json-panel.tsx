/** The question as programs ask it: a line for the command and the body for the API, to copy or to select. */
import { Button, showToast, SidePanel } from '../../../ui/index.ts';
import type { Body } from '../form/read-body.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import classes from './export.module.css';

interface JsonPanelProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly calculation: string;
  readonly body: Body;
}

function Copyable({ label, text }: { readonly label: string; readonly text: string }) {
  const words = useCalculatorTexts().export;
  async function copy(): Promise<void> {
    try {
      // Only pages of https and of this machine may write to the clipboard.
      await navigator.clipboard.writeText(text);
      showToast({ text: words.copied });
    } catch {
      showToast({ text: words.notCopied });
    }
  }
  return (
    <section className={classes.copyable} aria-label={label}>
      <div className={classes.copyHead}>
        <h3 className={classes.copyTitle}>{label}</h3>
        <Button aria-label={`${words.copy}: ${label}`} onClick={() => void copy()}>{words.copy}</Button>
      </div>
      <textarea className={classes.json} aria-label={label} readOnly rows={text.includes('\n') ? Math.min(20, text.split('\n').length) : 4} value={text} onFocus={(event) => event.currentTarget.select()} />
    </section>
  );
}

export function JsonPanel({ opened, onClose, calculation, body }: JsonPanelProps) {
  const words = useCalculatorTexts().export;
  return (
    <SidePanel opened={opened} onClose={onClose} title={words.jsonTitle}>
      <Copyable label={words.line} text={JSON.stringify({ id: 1, do: calculation, input: body })} />
      <Copyable label={words.body(`/api/calc/${calculation}`)} text={JSON.stringify(body, null, 2)} />
    </SidePanel>
  );
}
