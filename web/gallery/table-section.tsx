import { useMemo, useState } from 'react';
import { BulkBar, Button, ColumnChooser, DataTable, EmptyState, FilterBar, Panel, StatusBadge, useFormat } from '../ui/index.ts';
import type { DataColumn, SortState } from '../ui/index.ts';
import classes from './gallery.module.css';
import { sampleQuotes } from './sample-data.ts';
import type { SampleQuote } from './sample-data.ts';
import { useGalleryTexts } from './use-gallery-texts.ts';

const most = 400;
const pageSize = 100;

function useColumns(): readonly DataColumn<SampleQuote>[] {
  const { table: texts } = useGalleryTexts();
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'number', header: texts.number, width: 130, sortable: true, cell: (row) => row.number, onCard: 'value' },
      { id: 'customer', header: texts.customer, cell: (row) => row.customer, onCard: 'title' },
      { id: 'vehicle', header: texts.vehicle, width: '1.4fr', cell: (row) => row.vehicle },
      { id: 'status', header: texts.status, width: 110, cell: (row) => <StatusBadge status={row.status} />, onCard: 'title' },
      { id: 'createdOn', header: texts.createdOn, width: 110, align: 'end', cell: (row) => format.date(row.createdOn) },
      { id: 'financed', header: texts.financed, width: 120, align: 'end', cell: (row) => format.amount(row.financedCents), onCard: 'none' },
      { id: 'instalment', header: texts.instalment, width: 100, align: 'end', sortable: true, cell: (row) => format.amount(row.instalmentCents), onCard: 'aside' },
    ],
    [texts, format],
  );
}

const collator = new Intl.Collator('it');
const order: Readonly<Record<string, (one: SampleQuote, other: SampleQuote) => number>> = {
  number: (one, other) => collator.compare(one.number, other.number),
  instalment: (one, other) => one.instalmentCents - other.instalmentCents,
};

/** A list of four hundred rows that arrive a hundred at a time, and the same list empty, loading and failed. */
export function TableSection() {
  const { table: texts } = useGalleryTexts();
  const columns = useColumns();
  const [loaded, setLoaded] = useState(pageSize);
  const [text, setText] = useState('');
  const [status, setStatus] = useState('');
  const [sort, setSort] = useState<SortState>({ column: 'number', direction: 'desc' });
  const [opened, setOpened] = useState('');
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => {
    const found = sampleQuotes(loaded).filter((row) => (status === '' || row.status === status) && `${row.number} ${row.customer} ${row.vehicle}`.toLowerCase().includes(text.toLowerCase()));
    const ascending = found.toSorted(order[sort.column]);
    return sort.direction === 'asc' ? ascending : ascending.reverse();
  }, [loaded, text, status, sort]);
  const empty = <EmptyState title={texts.none} why={texts.noneWhy} />;
  const key = (row: SampleQuote): string => row.id;
  return (
    <Panel title={texts.title}>
      <p className={classes.about}>{texts.about}</p>
      <div className={classes.stack}>
        <FilterBar
          search={{ label: texts.search, value: text, onChange: setText }}
          filters={[{ id: 'status', label: texts.state, value: status, onChange: setStatus, options: [{ value: '', label: texts.all }, { value: 'open', label: texts.open, count: 75 }, { value: 'expired', label: texts.expired, count: 25 }] }]}
          onClear={() => {
            setText('');
            setStatus('');
          }}
          count={rows.length}
        >
          <ColumnChooser columns={columns} hidden={hidden} onChange={setHidden} />
        </FilterBar>
        <DataTable label={texts.label} columns={columns} rows={rows} rowKey={key} empty={empty} total={most} hasMore={loaded < most} onEnd={() => setLoaded((count) => Math.min(most, count + pageSize))} sort={sort} onSort={setSort} onOpen={(row) => setOpened(row.number)} hiddenColumns={hidden} ticked={ticked} onTick={setTicked} maxHeight="320px" />
        <BulkBar count={ticked.size} most={50} onClear={() => setTicked(new Set())}>
          <Button onClick={() => setOpened([...ticked].join(', '))}>{texts.opened(String(ticked.size))}</Button>
        </BulkBar>
        <output className={classes.value}>{opened === '' ? '' : texts.opened(opened)}</output>
        <div className={classes.columns}>
          <DataTable label={texts.none} columns={columns} rows={[]} rowKey={key} empty={empty} />
          <DataTable label={texts.failed} columns={columns} rows={undefined} rowKey={key} empty={empty} problem={{ title: texts.failed, detail: texts.failedDetail, code: 'unavailable', requestId: '01JD4K7R' }} onRetry={() => setOpened('')} />
          <DataTable label={texts.loading} columns={columns} rows={undefined} rowKey={key} empty={empty} />
        </div>
      </div>
    </Panel>
  );
}
