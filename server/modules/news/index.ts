/** Face of the information network. */
export { newsChangedKind } from './events.ts';
export { createDraft } from './edit-draft.ts';
export { publishDraft } from './publish-version.ts';
