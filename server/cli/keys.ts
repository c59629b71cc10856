import { replaceKeys, rotateKeys } from '#gateway';
import { resealProviders, resealTotp } from '#identity';
import { OperatorError } from '#platform/operator-error';
import { keysFrom } from '#platform/record-cipher';
import { sql } from '#platform/sql';
import type { Command, Invocation } from './command.ts';
import { withDatabase } from './with-database.ts';

export const keysCommand: Command = {
  name: 'keys',
  words: ['WORD'],
  summary: 'rotate: a new key for the tokens given to other applications; replace: a new file of keys at once',
  details: [
    'volano keys rotate: the new key signs a day later, the old one stays published for two days more. Running processes notice by themselves.',
    'volano keys replace: for a file that others may have seen. Wants every serve and work stopped; makes new keys and encrypts the secrets of',
    'one-time codes and of providers anew. Everybody signs in to applications anew, and open links of recoveries lose their validity.',
  ],
  run: (invocation) => {
    const [word] = invocation.words;
    if (word === 'rotate') return rotate(invocation);
    if (word === 'replace') return replace(invocation);
    throw new OperatorError('usage', `volano keys does not know "${word ?? ''}".`, 'The words are rotate and replace.');
  },
};

async function rotate({ terminal, config }: Invocation): Promise<number> {
  const rotated = await rotateKeys(config.gatewayKeysFile, new Date());
  terminal.say(rotated ? `A new key is published in ${config.gatewayKeysFile}; it signs in 24 hours.` : 'A new key waits already; nothing was changed.');
  terminal.tell({ ok: true, rotated });
  return 0;
}

function replace(invocation: Invocation): Promise<number> {
  const { terminal, config } = invocation;
  return withDatabase(invocation, { migrated: true }, async ({ database }) => {
    const { running } = await database.asOwner((tx) => tx.row<{ running: number }>(sql`select count(*) as running from platform.processes p where p.seen_at > now() - interval '1 minute'`));
    if (running > 0) throw new OperatorError('already-running', 'Volano runs, or was killed less than a minute ago.', 'Stop every start, serve and work on all machines, then try again.');
    let lost = 0;
    await replaceKeys(config.gatewayKeysFile, new Date(), async (from, to) => {
      const keys = [from, to].map((records) => keysFrom(() => Promise.resolve(records))) as [ReturnType<typeof keysFrom>, ReturnType<typeof keysFrom>];
      lost = await database.asOwner(async (tx) => (await resealTotp(tx, ...keys)) + (await resealProviders(tx, ...keys)));
    });
    terminal.say(`The keys in ${config.gatewayKeysFile} are new. Copy the file to the other machines, then start.`);
    if (lost > 0) terminal.say(`${lost} secrets opened with neither key: whoever they belong to sets up one-time codes, or the provider, anew.`);
    terminal.tell({ ok: true, replaced: true, lost });
    return 0;
  });
}
