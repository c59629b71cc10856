import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT_CODES, OperatorError } from '#platform/operator-error';
import { moduleNames } from '../module-order.ts';
import { checkDatabase, connect } from './check-database.ts';
import type { Command, Invocation } from './command.ts';
import { checkClock, checkCollation, checkRoles, checkWork } from './doctor/database-checks.ts';
import { attention, fail, type Finding, ok } from './doctor/finding.ts';
import { checkMachine } from './doctor/machine-checks.ts';
import { openDatabase } from './open-database.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  words: [],
  summary: 'looks at configuration, machine, database, roles, clocks and workers; says what is wrong and the remedy',
  details: [
    'Each line is ok, attention (works, should be looked at) or fail (keeps Volano from working rightly).',
    'Exit code 0 without a fail, otherwise 10. It changes nothing; an embedded database that does not run is started for the look.',
  ],
  run: async (invocation) => {
    const { terminal, config } = invocation;
    const findings = [...checkMachine(config), ...(await checkDatabaseSide(invocation))];
    for (const finding of findings) {
      terminal.say(`${finding.state.padEnd(9)}  ${finding.check}: ${finding.message}${finding.remedy === '' ? '' : ` ${finding.remedy}`}`);
    }
    const fails = findings.filter((finding) => finding.state === 'fail').length;
    const attentions = findings.filter((finding) => finding.state === 'attention').length;
    terminal.say(`${findings.length} checks: ${fails} fail, ${attentions} attention.`);
    terminal.tell({ ok: fails === 0, findings });
    return fails === 0 ? 0 : EXIT_CODES.verification;
  },
};

async function checkDatabaseSide({ config, terminal }: Invocation): Promise<Finding[]> {
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'postgres'))) {
    return [attention('database', `There is no database in ${config.dataDir} yet.`, 'volano start makes one.')];
  }
  try {
    const open = await openDatabase(config, { join: true, create: false, report: terminal.progress });
    try {
      return await checkOpen(open.url);
    } finally {
      await open.close();
    }
  } catch (error) {
    if (error instanceof OperatorError) return [fail('database', error.message, error.remedy)];
    throw error;
  }
}

async function checkOpen(url: string): Promise<Finding[]> {
  const facts = await checkDatabase(url, moduleNames);
  const client = await connect(url);
  try {
    const migrations =
      facts.pending.length === 0 ? ok('migrations', 'The database fits this program.') : attention('migrations', `${facts.pending.length} migrations are missing.`, 'Run volano migrate; volano start does it by itself.');
    return [
      ok('database', `PostgreSQL ${facts.serverVersion} answers.`),
      migrations,
      await checkCollation(client),
      await checkClock(client),
      ...(facts.isUntouched ? [] : await checkRoles(client)),
      ...(facts.isUntouched || facts.pending.length > 0 ? [] : await checkWork(client)),
    ];
  } finally {
    await client.end();
  }
}
