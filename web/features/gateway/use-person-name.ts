import { useQueryOf } from '../../request/index.ts';
import { preview } from './endpoints.ts';
import { useGatewayTexts } from './use-gateway-texts.ts';

/** Name of whoever holds a personality; '' while unknown or where none is asked for. */
export function usePersonName(personalityId: string | null): string {
  const texts = useGatewayTexts().rules;
  const { data, error } = useQueryOf(preview, { query: { personalityId: personalityId ?? '' } }, { enabled: personalityId !== null, staleTimeMs: 300_000 });
  if (personalityId === null) return '';
  return data === undefined ? (error === null ? '' : texts.unknownPerson) : `${data.personality.displayName}, ${data.personality.label}`;
}
