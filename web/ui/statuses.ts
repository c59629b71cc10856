/**
 * The one table of tones. Waiting on us = info, on others = neutral, a deadline or risk = attention, broken or refused =
 * danger, done = ok. Words of these keys are in the texts; names that a business gives its own states come as data.
 */
export type Tone = 'ok' | 'attention' | 'danger' | 'info' | 'neutral';

const tones = {
  draft: 'neutral',
  open: 'info',
  expired: 'attention',
  saved: 'ok',
  sending: 'neutral',
  accepted: 'ok',
  refused: 'danger',
  cancelled: 'neutral',
  waitingForUs: 'info',
  waitingForOthers: 'neutral',
  deadline: 'attention',
  blocked: 'danger',
  done: 'ok',
  available: 'ok',
  reserved: 'attention',
  sold: 'neutral',
  active: 'ok',
  inactive: 'neutral',
} as const satisfies Record<string, Tone>;

export type StatusKey = keyof typeof tones;

/** The tone of a status. */
export function toneOf(status: StatusKey): Tone {
  return tones[status];
}
