import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exportHeads } from '#platform/audit-heads';
import { loadAuditKey } from '#platform/audit-key';
import { auditProof } from '#platform/audit-proof';
import { verifyAudit } from '#platform/audit-verify';
import type { Database } from '#platform/db';
import { EXIT_CODES, OperatorError } from '#platform/operator-error';
import { sql } from '#platform/sql';
import { auditHeadsFiles } from '#platform/worker';
import type { Command, Invocation } from './command.ts';
import { withDatabase } from './with-database.ts';

/** Findings listed for people before the rest is only counted. */
const MOST_LINES = 50;

async function refuseLostKey({ config }: Invocation, database: Database): Promise<void> {
  const sealed = await database.pool.query<{ found: boolean }>('select exists (select from platform.audit_blocks) as found');
  if (sealed.rows[0]?.found !== true || existsSync(config.auditKeyFile)) return;
  throw new OperatorError(
    'configuration',
    `The key ${config.auditKeyFile} that signed the audit trail is not there.`,
    'Put back audit.key and audit-heads.jsonl of the installation, or name the key in VOLANO_AUDIT_KEY.',
  );
}

async function verifyTrail(invocation: Invocation, database: Database): Promise<number> {
  const { terminal, config, options } = invocation;
  await refuseLostKey(invocation, database);
  const places = [...auditHeadsFiles(config), ...(options['heads'] === undefined ? [] : [resolve(options['heads'])])];
  const result = await verifyAudit(database, await loadAuditKey(config.auditKeyFile), places);
  for (const finding of result.findings.slice(0, MOST_LINES)) {
    terminal.say(`block ${finding.block}${finding.eventId === null ? '' : `, event ${finding.eventId}`}: ${finding.problem.replaceAll('_', ' ')}`);
  }
  const isIntact = result.findings.length === 0;
  terminal.say(`${result.events} events, ${result.blocks} blocks, ${result.unsealed} events not sealed yet: ${isIntact ? 'intact' : `${result.findings.length} findings`}.`);
  terminal.tell({ ok: isIntact, ...result });
  return isIntact ? 0 : EXIT_CODES.verification;
}

function wanted(options: Invocation['options'], name: string): string {
  const value = options[name];
  if (value === undefined) throw new OperatorError('usage', `--${name} is missing.`, 'See volano audit --help.');
  return value;
}

async function writeProof({ terminal, options }: Invocation, database: Database): Promise<number> {
  const [event, file] = [Number(wanted(options, 'event')), resolve(wanted(options, 'file'))];
  const proof = await database.asOwner(async (tx) => {
    const found = Number.isSafeInteger(event) ? await tx.maybeRow<{ tenant_id: number }>(sql`select e.tenant_id from platform.audit_events e where e.id = ${event}`) : undefined;
    return found === undefined ? undefined : auditProof(tx, found.tenant_id, event);
  });
  if (proof === undefined) throw new OperatorError('usage', `The audit trail has no event ${options['event']}.`, 'Its number stands in the viewer and in its sheets.');
  if (proof === 'not_sealed_yet') throw new OperatorError('verification', `Event ${event} is not sealed yet.`, 'Try again in ten seconds, while volano work or volano start runs.');
  await writeFile(file, proof.text);
  terminal.say(`Wrote the proof of event ${event} into ${file}; node bin/verify-proof.mjs checks it anywhere.`);
  terminal.tell({ ok: true, event, file });
  return 0;
}

const words: Readonly<Record<string, (invocation: Invocation, database: Database) => Promise<number>>> = {
  verify: verifyTrail,
  proof: writeProof,
  heads: async ({ terminal, options }, database) => {
    const file = resolve(wanted(options, 'file'));
    await exportHeads(database, [file], undefined);
    terminal.say(`${file} holds the signed heads of all blocks.`);
    terminal.tell({ ok: true, file });
    return 0;
  },
  key: async (invocation, database) => {
    await refuseLostKey(invocation, database);
    const { fingerprint, publicDer } = await loadAuditKey(invocation.config.auditKeyFile);
    invocation.terminal.say(`Fingerprint ${fingerprint}: tell it to whoever will check proofs, by another way than the proofs.`);
    invocation.terminal.tell({ ok: true, fingerprint, publicKey: publicDer.toString('base64') });
    return 0;
  },
};

export const auditCommand: Command = {
  name: 'audit',
  words: ['WORD'],
  summary: 'checks the audit trail, or hands out what others check it with',
  options: {
    heads: { value: 'FILE', text: 'verify: heads from another place, checked as well' },
    event: { value: 'NUMBER', text: 'proof: number of the event' },
    file: { value: 'FILE', text: 'proof, heads: file to write' },
  },
  details: [
    'volano audit verify: checks every row, block, signature and exported head; names the exact row or block where something was changed and ends with exit code 10.',
    'volano audit proof --event NUMBER --file FILE: the proof of one event, for node bin/verify-proof.mjs.',
    'volano audit heads --file FILE: appends to a file the signed heads it lacks.',
    'volano audit key: the fingerprint of the key that signs.',
  ],
  run: (invocation) => {
    const [word = ''] = invocation.words;
    const work = Object.hasOwn(words, word) ? words[word] : undefined;
    if (work === undefined) throw new OperatorError('usage', `volano audit does not know "${word}".`, 'The words are verify, proof, heads and key.');
    return withDatabase(invocation, { migrated: true }, ({ database }) => work(invocation, database));
  },
};
