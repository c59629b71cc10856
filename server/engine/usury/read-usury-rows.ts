import { isCivilDate } from '#platform/civil-date';
import { isBag, listOf } from '../check-fields.ts';
import type { Check } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { readDecimal } from '../rate/read-decimal.ts';
import type { SurchargeRow, UsuryRow } from './find-threshold.ts';

type TextRecord = Readonly<Record<string, string | undefined>>;

const mostRecords = 100_000;
const textRecord: Check = (value, path) => {
  if (!isBag(value)) return refuse('missing', path);
  const other = Object.keys(value).find((name) => value[name] !== undefined && typeof value[name] !== 'string');
  return other === undefined ? null : refuse('choice_not_known', `${path}.${other}`);
};
const checkedRecords = listOf(textRecord, mostRecords);

/** First record that is no record of texts, by its number. */
function recordsFault(records: unknown): Refusal | null {
  const fault = checkedRecords(records, '');
  return fault === null ? null : { ...fault, path: fault.path.replace(/^\./, '') };
}

const euroLimit = (text: string | undefined): number | null | undefined => {
  if (text === undefined || text === '') return null;
  return /^\d{1,9}$/.test(text) ? Number(text) * 100 : undefined;
};

function spanFault(record: TextRecord, path: string): Refusal | null {
  if (!isCivilDate(record['valid_from'])) return refuse('date_not_valid', `${path}.valid_from`);
  return record['valid_to'] === '' || isCivilDate(record['valid_to']) ? null : refuse('date_not_valid', `${path}.valid_to`);
}

/** Rows of the table of average rates (columns of server/reference/usury.csv) as `findThreshold` takes them; the first bad cell is refused by its path. */
export function readUsuryRows(records: readonly TextRecord[]): { readonly ok: true; readonly rows: readonly UsuryRow[] } | Refusal {
  const broken = recordsFault(records);
  if (broken !== null) return broken;
  const rows: UsuryRow[] = [];
  for (const [index, record] of records.entries()) {
    const path = `${index}`;
    const fault = spanFault(record, path);
    if (fault !== null) return fault;
    const tegm = readDecimal(record['tegm_pct'], `${path}.tegm_pct`);
    if (!tegm.ok) return tegm;
    const over = euroLimit(record['amount_over_eur']);
    const to = euroLimit(record['amount_to_eur']);
    if (over === undefined || to === undefined) return refuse('not_a_number', `${path}.${over === undefined ? 'amount_over_eur' : 'amount_to_eur'}`);
    const { quarter, category } = record;
    if (quarter === undefined || category === undefined) return refuse('missing', `${path}.${quarter === undefined ? 'quarter' : 'category'}`);
    rows.push({
      quarter,
      validFrom: record['valid_from'] ?? '',
      validTo: record['valid_to'] ?? '',
      category,
      amountOverCents: over,
      amountToCents: to,
      tegmPct: record['tegm_pct'] ?? '',
    });
  }
  return { ok: true, rows };
}

/** Rows of server/reference/usury-surcharges.csv as `findSurcharge` takes them. */
export function readSurchargeRows(records: readonly TextRecord[]): { readonly ok: true; readonly rows: readonly SurchargeRow[] } | Refusal {
  const broken = recordsFault(records);
  if (broken !== null) return broken;
  const rows: SurchargeRow[] = [];
  for (const [index, record] of records.entries()) {
    const fault = spanFault(record, `${index}`);
    if (fault !== null) return fault;
    const surcharge = readDecimal(record['surcharge_pct'], `${index}.surcharge_pct`);
    if (!surcharge.ok) return surcharge;
    const until = record['valid_to'] ?? '';
    rows.push({
      validFrom: record['valid_from'] ?? '',
      validTo: until === '' ? null : until,
      categories: (record['categories'] ?? '').split(' ').filter((name) => name !== ''),
      surchargePct: record['surcharge_pct'] ?? '',
    });
  }
  return { ok: true, rows };
}
