import { access, constants } from 'node:fs/promises';
import { v7 as uuidv7 } from 'uuid';
import { FileRefused, importFile, type FileImported } from '#flows';
import { createLog } from '#platform/log';
import { EXIT_CODES, OperatorError } from '#platform/operator-error';
import { importKinds } from '../main.ts';
import type { Command } from './command.ts';
import { withDatabase, type DatabaseInUse } from './with-database.ts';

export const importCommand: Command = {
  name: 'import',
  words: ['KIND', 'FILE'],
  switches: {
    'valid-only': 'writes the rows that are in order; without it one wrong row keeps all out',
    'dry-run': 'checks every row and writes nothing',
    'withdraw-missing': 'the file is complete: what stands at its dealers and is not in it is withdrawn',
  },
  options: {
    mapping: { value: 'NAME', text: 'a mapping kept from the page; without it columns are found by their heads' },
    tenant: { value: 'CODE', text: 'the company, where the installation has more than one' },
    lang: { value: 'it|en', text: 'language of the report (it)' },
  },
  summary: 'brings a CSV or XLSX file in: prices, options, yards',
  details: [
    `KIND is one of ${importKinds.map(({ key }) => key).join(', ')}. docs/imports.md has the columns of each.`,
    'Prints row, column, value, problem and remedy of what is wrong. Ends with 0 when the file came in, 10 when rows are wrong, 9 when the file cannot be read.',
    'The same file again changes nothing. A run that was killed has written nothing.',
  ],
  run: (invocation) => {
    const { words, switches, options, terminal, config } = invocation;
    const [kind = '', path = ''] = words;
    const language = options['lang'] === 'en' ? 'en' : 'it';
    if (!importKinds.some(({ key }) => key === kind)) throw new OperatorError('usage', `There is no kind of file "${kind}".`, `Write one of ${importKinds.map(({ key }) => key).join(', ')}.`);
    return withDatabase(invocation, { migrated: true }, async (use) => {
      await access(path, constants.R_OK).catch(() => {
        throw new OperatorError('file', `The file ${path} cannot be read.`, 'Check its name and the right to read it.');
      });
      const tenantId = await tenantOf(use, options['tenant']);
      const host = { database: use.database, log: createLog({ logLevel: config.logLevel }, 'import'), now: new Date(), requestId: `import-${uuidv7()}` };
      const mode = switches['dry-run'] === true ? 'check' : switches['valid-only'] === true ? 'validOnly' : 'all';
      const missing = switches['withdraw-missing'] === true ? 'withdraw' : 'keep';
      try {
        const imported = await importFile(host, importKinds, { tenantId, kind, path, mapping: options['mapping'], mode, missing, language, report: terminal.progress });
        return tell(imported, (line) => terminal.say(line), (outcome) => terminal.tell(outcome));
      } catch (error) {
        if (error instanceof FileRefused) throw new OperatorError('file', error.message, 'Mend the file and run the command again; nothing was written.');
        throw error;
      }
    });
  },
};

/** The tenant named, or the only one there is. */
async function tenantOf({ database }: DatabaseInUse, code: string | undefined): Promise<number> {
  const { rows } = await database.pool.query<{ id: number; code: string }>('select t.id, t.code from platform.tenants t order by t.id');
  const found = code === undefined && rows.length === 1 ? rows[0] : rows.find((tenant) => tenant.code === code);
  if (found !== undefined) return found.id;
  throw new OperatorError('usage', code === undefined ? 'The installation has more than one company, or none.' : `There is no company "${code}".`, `Write --tenant with one of: ${rows.map((tenant) => tenant.code).join(', ')}.`);
}

function tell({ listed, faults }: FileImported, say: (line: string) => void, outcomeTo: (outcome: Record<string, unknown>) => void): number {
  for (const line of faults) say(line);
  if (listed.faults > faults.length) say(`… ${listed.faults - faults.length}`);
  if (listed.failure !== null) say(listed.failure.words);
  const { rowsRead, rowsFaulty, added, changed, same, withdrawn } = listed;
  say(`${rowsRead} rows: ${added} added, ${changed} changed, ${same} as they were, ${withdrawn} withdrawn, ${rowsFaulty} wrong.`);
  const isWell = listed.state === 'done' && rowsFaulty === 0;
  outcomeTo({ ok: isWell, importId: listed.importId, state: listed.state, rowsRead, rowsFaulty, added, changed, same, withdrawn, failure: listed.failure, faults });
  return isWell ? 0 : EXIT_CODES.verification;
}
