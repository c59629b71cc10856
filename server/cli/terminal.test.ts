import { describe, expect, it } from 'vitest';
import { createTerminal } from './terminal.ts';

function record(options: { json: boolean; isTTY: boolean }) {
  const written = { out: '', err: '' };
  const terminal = createTerminal(options.json, {
    out: { write: (text) => (written.out += text) },
    err: { write: (text) => (written.err += text), isTTY: options.isTTY },
  });
  return { terminal, written };
}

describe('the terminal', () => {
  it('writes plain lines where nobody watches', () => {
    const { terminal, written } = record({ json: false, isTTY: false });
    terminal.progress('one');
    terminal.progress('two');
    terminal.say('done');
    terminal.tell({ ok: true });
    expect(written).toEqual({ out: 'done\n', err: 'one\ntwo\n' });
  });

  it('redraws the progress on a terminal and clears it before anything else', () => {
    const { terminal, written } = record({ json: false, isTTY: true });
    terminal.progress('one');
    terminal.progress('two');
    terminal.say('done');
    expect(written).toEqual({ out: 'done\n', err: 'one\r\x1b[2Ktwo\r\x1b[2K' });
  });

  it('writes nothing but objects for machines', () => {
    const { terminal, written } = record({ json: true, isTTY: true });
    terminal.progress('one');
    terminal.say('done');
    terminal.tell({ ok: true });
    expect(written).toEqual({ out: '{"ok":true}\n', err: '' });
  });

  it('complains in one line with the remedy, to machines as well', () => {
    const { terminal, written } = record({ json: true, isTTY: false });
    terminal.complain('port', 'Port 1 is taken.', 'Set another.');
    expect(written.err).toBe('volano: Port 1 is taken. Set another.\n');
    expect(JSON.parse(written.out)).toEqual({ ok: false, error: { kind: 'port', message: 'Port 1 is taken.', remedy: 'Set another.' } });
  });
});
