import { existsSync } from 'node:fs';
import { loadAuditKey, verifyAudit } from '#platform/audit-seal';
import { EXIT_CODES, OperatorError } from '#platform/operator-error';
import { auditHeadsFile } from '#platform/worker';
import type { Command } from './command.ts';
import { withDatabase } from './with-database.ts';

/** Findings listed for people before the rest is only counted. */
const MOST_LINES = 50;

export const auditCommand: Command = {
  name: 'audit',
  words: ['verify'],
  summary: 'checks every row, block, signature and exported head of the audit trail',
  details: ['volano audit verify: names the exact row or block where something was changed and ends with exit code 10.'],
  run: (invocation) => {
    const { terminal, config, words } = invocation;
    if (words[0] !== 'verify') throw new OperatorError('usage', `volano audit does not know "${words[0] ?? ''}".`, 'The command is volano audit verify.');
    return withDatabase(invocation, { migrated: true }, async ({ database }) => {
      const sealed = await database.pool.query<{ found: boolean }>('select exists (select from platform.audit_blocks) as found');
      if (sealed.rows[0]?.found === true && !existsSync(config.auditKeyFile)) {
        throw new OperatorError(
          'configuration',
          `The key ${config.auditKeyFile} that signed the audit trail is not there.`,
          'Put back audit.key and audit-heads.jsonl of the installation, or name the key in VOLANO_AUDIT_KEY.',
        );
      }
      const result = await verifyAudit(database, await loadAuditKey(config.auditKeyFile), auditHeadsFile(config));
      for (const finding of result.findings.slice(0, MOST_LINES)) {
        terminal.say(`block ${finding.block}${finding.eventId === null ? '' : `, event ${finding.eventId}`}: ${finding.problem.replaceAll('_', ' ')}`);
      }
      const isIntact = result.findings.length === 0;
      terminal.say(
        `${result.events} events, ${result.blocks} blocks, ${result.unsealed} events not sealed yet: ${isIntact ? 'intact' : `${result.findings.length} findings`}.`,
      );
      terminal.tell({ ok: isIntact, ...result });
      return isIntact ? 0 : EXIT_CODES.verification;
    });
  },
};
