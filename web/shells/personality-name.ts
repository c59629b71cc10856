import type { Me } from '#identity/api';
import type { Language } from '../ui/index.ts';

type Card = Pick<Me['personalities'][number], 'profileName' | 'label'>;

/** Where a personality works, as its label says: "Autoesempio Valdifinta" of "Venditore · Autoesempio Valdifinta". */
export function placeOf({ profileName, label }: Card): string {
  const start = `${profileName.it} · `;
  return label.startsWith(start) ? label.slice(start.length) : label;
}

/** "Venditore · AutoNord" in the language of the screen. A label that somebody wrote freely stays as it is. */
export function personalityName(card: Card, language: Language): string {
  const place = placeOf(card);
  return place === card.label ? card.label : `${card.profileName[language]} · ${place}`;
}
