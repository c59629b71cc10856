/** What entries of sharing and mail add to the second line of the timeline. */
import { useFormat } from '../../../ui/index.ts';
import { useShareTexts } from './use-share-texts.ts';

type Details = Readonly<Record<string, string | number | boolean | null>>;

export function useShareDetails(): (details: Details) => readonly string[] {
  const words = useShareTexts().timeline;
  const format = useFormat();
  return ({ form, revision, newest, follows, mailId, state, instalmentWithFeesCents, termMonths, phone, email }) => [
    ...(typeof form === 'string' && form in words.forms ? [words.forms[form as keyof typeof words.forms]] : []),
    ...(follows === true ? [words.follows] : []),
    ...(typeof newest === 'number' && newest !== revision ? [words.outdated(newest)] : []),
    ...(typeof mailId === 'string' && typeof state === 'string' && state in words.mail ? [words.mail[state as keyof typeof words.mail]] : []),
    ...(typeof instalmentWithFeesCents === 'number' && typeof termMonths === 'number' ? [words.instalment(format.money(instalmentWithFeesCents), termMonths)] : []),
    ...[phone, email].flatMap((contact) => (typeof contact === 'string' && contact !== '' ? [words.contact(contact)] : [])),
  ];
}
