import { useMemo } from 'react';
import type { ImportFaultListed, ImportKindListed } from '#flows/api';
import { DataTable, EmptyState, Notice, useFormat, useLanguage, type DataColumn, type Format, type Language } from '../../ui/index.ts';
import classes from './imports.module.css';
import { useFlowsTexts } from './use-flows-texts.ts';

interface PreviewRow {
  readonly row: number;
  readonly values: Readonly<Record<string, string | number | null>>;
}

interface PreviewTableProps {
  readonly kind: ImportKindListed;
  readonly mapping: Readonly<Record<string, string>>;
  readonly preview: { readonly rows: readonly PreviewRow[]; readonly faults: readonly ImportFaultListed[] };
}

type Column = ImportKindListed['columns'][number];

function shown(column: Column, value: string | number | null | undefined, format: Format, language: Language): string {
  if (value === null || value === undefined) return '–';
  if (column.type === 'amount' && typeof value === 'number') return format.amount(value);
  if (column.type === 'integer' && typeof value === 'number') return format.integer(value);
  if (column.type === 'choice') return column.choices.find((choice) => choice.value === value)?.words[language] ?? String(value);
  return column.type === 'date' ? format.date(String(value)) : String(value);
}

/** The first rows as they would be stored; a cell that is wrong shows what stands in the file, and the list above says why. */
export function PreviewTable({ kind, mapping, preview }: PreviewTableProps) {
  const texts = useFlowsTexts().preview;
  const format = useFormat();
  const language = useLanguage();
  const shownColumns = useMemo<readonly DataColumn<PreviewRow>[]>(() => {
    const faults = new Map(preview.faults.map((fault) => [`${fault.row} ${fault.columnKey ?? ''}`, fault]));
    const cell = (column: Column, { row, values }: PreviewRow) => {
      const fault = faults.get(`${row} ${column.key}`);
      const words = shown(column, values[column.key], format, language);
      if (fault === undefined) return <span title={words}>{words}</span>;
      return (
        <span className={classes.wrong} title={`${fault.problem} ${fault.remedy}`}>
          {fault.value === '' ? '✕' : fault.value}
        </span>
      );
    };
    return [
      { id: 'row', header: texts.row, align: 'end', width: 56, onCard: 'aside', cell: ({ row }) => format.integer(row) },
      ...kind.columns
        .filter(({ key }) => mapping[key] !== undefined)
        .map((column, at): DataColumn<PreviewRow> => ({
          id: column.key, header: column.words[language], onCard: at === 0 ? 'title' : 'value', align: column.type === 'amount' || column.type === 'integer' ? 'end' : 'start', cell: (row) => cell(column, row),
        })),
    ];
  }, [kind, mapping, preview, language, format, texts]);
  return (
    <>
      {preview.faults.length === 0 ? (
        <Notice tone="ok">{texts.right}</Notice>
      ) : (
        <Notice tone="attention">
          <strong>{texts.wrong(preview.faults.length)}</strong>
          <ul>
            {preview.faults.slice(0, 10).map((fault) => (
              <li key={`${fault.row} ${fault.column} ${fault.code}`}>
                {texts.row} {fault.row} · {fault.column} · «{fault.value}»: {fault.problem} {fault.remedy}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <DataTable label={texts.title} columns={shownColumns} rows={preview.rows} rowKey={(row) => String(row.row)} maxHeight="none" empty={<EmptyState title={texts.title} />} />
    </>
  );
}
