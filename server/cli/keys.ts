import { rotateKeys } from '#gateway';
import { OperatorError } from '#platform/operator-error';
import type { Command } from './command.ts';

export const keysCommand: Command = {
  name: 'keys',
  words: ['rotate'],
  summary: 'publishes a new key for the tokens given to other applications',
  details: ['volano keys rotate: the new key signs a day later, the old one stays published for two days more. Running processes notice by themselves.'],
  run: async ({ terminal, config, words }) => {
    if (words[0] !== 'rotate') throw new OperatorError('usage', `volano keys does not know "${words[0] ?? ''}".`, 'The command is volano keys rotate.');
    const rotated = await rotateKeys(config.gatewayKeysFile, new Date());
    terminal.say(rotated ? `A new key is published in ${config.gatewayKeysFile}; it signs in 24 hours.` : 'A new key waits already; nothing was changed.');
    terminal.tell({ ok: true, rotated });
    return 0;
  },
};
