import type { ChangeRequest } from '#identity/api';
import { useLanguage } from '../../../ui/index.ts';
import { useRightsTexts } from './use-rights-texts.ts';

/** "Assegnare Responsabile di area a Anna Villa · Area Toscana", in the language of the screen. */
export function useRequestWords(): (request: ChangeRequest) => string {
  const texts = useRightsTexts().approvals;
  const language = useLanguage();
  return ({ change, about }) => texts.kinds[change.kind](change.kind === 'invitePersonality' ? change.email : (about.person ?? texts.somebody), about.profile?.[language] ?? '–', about.node ?? '–');
}
