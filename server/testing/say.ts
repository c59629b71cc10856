import process from 'node:process';

/** Tells a figure of a run in its log: how many cases, how they were answered. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
