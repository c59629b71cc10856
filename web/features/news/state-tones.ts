/** Tone of each state of a version. */
export const stateTones = { draft: 'neutral', scheduled: 'info', published: 'ok', superseded: 'neutral', withdrawn: 'danger', archived: 'neutral' } as const;
