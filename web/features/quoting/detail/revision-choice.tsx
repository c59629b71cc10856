import type { Quote } from '#quoting/api';
import { Button, Notice, SegmentedButtons } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';

interface RevisionChoiceProps {
  readonly quote: Quote;
  /** The one asked for, which may still be on its way; undefined is the latest. */
  readonly wanted: number | undefined;
  /** Undefined asks for the latest. */
  readonly onChoose: (revision: number | undefined) => void;
}

/** The revisions of a quote, when there is more than one; an old one says so. */
export function RevisionChoice({ quote, wanted, onChoose }: RevisionChoiceProps) {
  const texts = useQuotingTexts().detail;
  const { revision, latestRevision } = quote;
  if (latestRevision === 1) return null;
  const toLatest = (): void => onChoose(undefined);
  // Beyond a handful the last ones and the one on screen are enough to choose from.
  const shown = Array.from({ length: latestRevision }, (_, index) => index + 1).filter((number) => number > latestRevision - 8 || number === revision);
  return (
    <>
      <SegmentedButtons
        label={texts.revision}
        size="toolbar"
        options={shown.map((number) => ({ value: number, label: number === latestRevision ? `${number} · ${texts.latest}` : String(number) }))}
        value={wanted ?? latestRevision}
        onChange={(number) => onChoose(number === latestRevision ? undefined : number)}
      />
      {revision < latestRevision && (
        <Notice tone="attention" action={<Button onClick={toLatest}>{texts.toLatest}</Button>}>
          {texts.olderShown(revision)}
        </Notice>
      )}
    </>
  );
}
