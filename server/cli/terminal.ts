/** How a command talks: sentences for people, or one JSON object a line for machines. */
export interface Terminal {
  readonly json: boolean;
  /** What the command found or did, for people; nothing with --json. */
  say: (line: string) => void;
  /** What is going on right now: replaces itself on a terminal, a plain line elsewhere, nothing with --json. */
  progress: (line: string) => void;
  /** The outcome for machines; nothing without --json. */
  tell: (outcome: Record<string, unknown>) => void;
  /** Trouble: always to standard error; with --json to standard output as well, as the outcome. */
  complain: (kind: string, message: string, remedy: string) => void;
}

interface Streams {
  out: { write: (text: string) => unknown };
  err: { write: (text: string) => unknown; isTTY?: boolean | undefined };
}

/** The terminal of this process. A reader that goes away (`volano demo | head`) must not end a program that works on. */
export function createProcessTerminal(json: boolean): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return createTerminal(json, { out: process.stdout, err: process.stderr });
}

/** A terminal over two streams. */
export function createTerminal(json: boolean, streams: Streams): Terminal {
  const canRedraw = streams.err.isTTY === true;
  let isDrawn = false;
  const clear = (): void => {
    if (isDrawn) streams.err.write('\r\x1b[2K');
    isDrawn = false;
  };
  return {
    json,
    say: (line) => {
      clear();
      if (!json) streams.out.write(`${line}\n`);
    },
    progress: (line) => {
      if (json) return;
      clear();
      streams.err.write(canRedraw ? line : `${line}\n`);
      isDrawn = canRedraw;
    },
    tell: (outcome) => {
      if (json) streams.out.write(`${JSON.stringify(outcome)}\n`);
    },
    complain: (kind, message, remedy) => {
      clear();
      streams.err.write(`volano: ${[message, remedy].filter((part) => part !== '').join(' ')}\n`);
      if (json) streams.out.write(`${JSON.stringify({ ok: false, error: { kind, message, remedy } })}\n`);
    },
  };
}
