import type { ImportKindListed } from '#flows/api';
import { useQueryOf } from '../../request/index.ts';
import { textIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { Button, EmptyState, LoadingBlock, Page, Problem } from '../../ui/index.ts';
import { getImport, listImportKinds } from './endpoints.ts';
import { ImportHistory } from './import-history.tsx';
import { ImportOutcome, ImportProgress } from './import-outcome.tsx';
import classes from './imports.module.css';
import { MappingStep } from './mapping-step.tsx';
import { NewImport } from './new-import.tsx';
import { useFlowsTexts } from './use-flows-texts.ts';

const parse = (raw: RawSearch) => ({ import: textIn(raw, 'import') });
const everyMs = 1000;

/** `/imports`: a new file and the earlier ones; `?import=…` one of them, from its columns to its outcome. */
export function ImportsPage() {
  const texts = useFlowsTexts();
  const [search, change] = usePageSearch(parse);
  const kinds = useQueryOf(listImportKinds, undefined, { staleTimeMs: 60_000 });
  if (kinds.data === undefined) {
    return <Page title={texts.title}>{kinds.error === null ? <LoadingBlock label={texts.loading} /> : <Problem problem={kinds.error} onRetry={() => void kinds.refetch()} />}</Page>;
  }
  if (search.import !== undefined) return <OneImport id={search.import} kinds={kinds.data.items} onBack={() => change({ import: undefined })} />;
  return (
    <Page title={texts.title}>
      <div className={classes.stack}>
        {kinds.data.items.length === 0 ? <EmptyState title={texts.start.noKind} /> : <NewImport kinds={kinds.data.items} onRead={(imported) => change({ import: imported.importId })} />}
        <ImportHistory kinds={kinds.data.items} onOpen={(imported) => change({ import: imported.importId })} />
      </div>
    </Page>
  );
}

interface OneImportProps {
  readonly id: string;
  readonly kinds: readonly ImportKindListed[];
  readonly onBack: () => void;
}

function OneImport({ id, kinds, onBack }: OneImportProps) {
  const texts = useFlowsTexts();
  const first = useQueryOf(getImport, { params: { id } });
  const isOpen = first.data?.state === 'queued' || first.data?.state === 'running';
  // While it runs it is asked for; its end also comes by the live stream.
  const { data, error, refetch } = useQueryOf(getImport, { params: { id } }, isOpen ? { everyMs } : {});
  const kind = kinds.find((one) => one.key === data?.kind);
  return (
    <Page title={data?.fileName ?? texts.title} subtitle={data === undefined ? undefined : texts.states[data.state]} actions={<Button onClick={onBack}>{texts.back}</Button>}>
      {data === undefined && (error === null ? <LoadingBlock label={texts.loading} /> : <Problem problem={error} onRetry={() => void refetch()} />)}
      {data?.state === 'ready' && kind !== undefined && <MappingStep key={data.importId} imported={data} kind={kind} onBack={onBack} />}
      {isOpen && data !== undefined && <ImportProgress imported={data} />}
      {data !== undefined && (data.state === 'done' || data.state === 'refused' || data.state === 'failed') && <ImportOutcome imported={data} />}
    </Page>
  );
}
