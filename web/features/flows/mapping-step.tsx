import { useState } from 'react';
import type { ImportKindListed, ImportListed } from '#flows/api';
import { useQueryOf, useWrite } from '../../request/index.ts';
import { Button, FieldFrame, Notice, Panel, Problem, SegmentedButtons, TextInput, useLanguage } from '../../ui/index.ts';
import { previewImport, runImport } from './endpoints.ts';
import classes from './imports.module.css';
import { PreviewTable } from './preview-table.tsx';
import { useFlowsTexts } from './use-flows-texts.ts';

interface MappingStepProps {
  readonly imported: ImportListed;
  readonly kind: ImportKindListed;
  readonly onBack: () => void;
}

type Mapping = Readonly<Record<string, string>>;

/** For each of our columns a column of the file; what that makes of the first rows; and how to go on. */
export function MappingStep({ imported, kind, onBack }: MappingStepProps) {
  const texts = useFlowsTexts();
  const language = useLanguage();
  const [mapping, setMapping] = useState<Mapping>(imported.mapping);
  const [mode, setMode] = useState<'all' | 'validOnly' | 'check'>('all');
  const [missing, setMissing] = useState<'keep' | 'withdraw'>('keep');
  const [name, setName] = useState('');
  const preview = useQueryOf(previewImport, { params: { id: imported.importId }, body: { mapping } }, { keepPrevious: true });
  const run = useWrite(runImport, { refreshes: ['/api/flows/'] });
  const kept = kind.mappings.filter(({ columns }) => Object.values(columns).every((header) => imported.headers.includes(header)));
  const headers = [...new Set(imported.headers)].filter((header) => header !== '');
  const choose = (column: string, header: string): void =>
    setMapping((before) => Object.fromEntries([...Object.entries(before).filter(([key]) => key !== column), ...(header === '' ? [] : [[column, header] as const])]));
  const missingColumns = preview.data?.missing ?? [];
  return (
    <div className={classes.stack}>
      <Panel title={texts.mapping.title}>
        <p className={classes.small}>{texts.mapping.explain}</p>
        {kept.length > 0 && (
          <SegmentedButtons size="toolbar" label={texts.mapping.kept} options={kept.map((one) => ({ value: one.name, label: one.name }))} value={null} onChange={(chosen) => setMapping(kept.find((one) => one.name === chosen)?.columns ?? mapping)} />
        )}
        <div className={classes.columns}>
          {kind.columns.map((column) => (
            <FieldFrame
              key={column.key}
              label={column.words[language]}
              required={column.required}
              hint={column.identity ? texts.mapping.key : (column.note?.[language] ?? `${column.example === '' ? ' ' : column.example}`)}
            >
              {(control) => (
                <select {...control} className={classes.choice} value={mapping[column.key] ?? ''} onChange={(event) => choose(column.key, event.currentTarget.value)}>
                  <option value="">{texts.mapping.none}</option>
                  {headers.map((header) => (
                    <option key={header} value={header}>
                      {header}
                    </option>
                  ))}
                </select>
              )}
            </FieldFrame>
          ))}
        </div>
      </Panel>
      <Panel title={texts.preview.title}>
        {preview.error !== null && <Problem problem={preview.error} compact onRetry={() => void preview.refetch()} />}
        {missingColumns.length > 0 && <Notice tone="attention">{texts.mapping.missing(missingColumns.join(', '))}</Notice>}
        {preview.data !== undefined && <PreviewTable kind={kind} mapping={mapping} preview={preview.data} />}
      </Panel>
      <Panel>
        <div className={classes.choices}>
          <SegmentedButtons
            label={texts.run.mode}
            options={[
              { value: 'all', label: texts.run.all },
              { value: 'validOnly', label: texts.run.validOnly },
              { value: 'check', label: texts.run.check },
            ]}
            value={mode}
            onChange={setMode}
          />
          {kind.mayWithdraw && (
            <SegmentedButtons
              label={texts.run.missing}
              options={[
                { value: 'keep', label: texts.run.keep },
                { value: 'withdraw', label: texts.run.withdraw },
              ]}
              value={missing}
              onChange={setMissing}
            />
          )}
          <TextInput label={texts.mapping.keepAs} hint={texts.mapping.keepHint} value={name} onChange={setName} maxLength={80} tidy="trim" />
          <Button
            kind="primary"
            size="field"
            busy={run.isPending}
            disabled={missingColumns.length > 0}
            onClick={() => run.mutate({ params: { id: imported.importId }, body: { mapping, mode, missing, ...(name === '' ? {} : { keepMappingAs: name }) } })}
          >
            {texts.run.go}
          </Button>
          <Button size="field" onClick={onBack}>
            {texts.run.another}
          </Button>
        </div>
        {missing === 'withdraw' && <p className={classes.small}>{texts.run.withdrawWhy}</p>}
        {run.error !== null && <Problem problem={run.error} compact />}
      </Panel>
    </div>
  );
}
