import { expect, test } from 'vitest';
import { formatFor } from '../../ui/index.ts';
import { refusalWords } from './refusal-words.ts';
import { it } from './texts.it.ts';
import { en } from './texts.en.ts';

const italian = { language: 'it', format: formatFor('it'), texts: it, serviceName: (code: string) => `Servizio ${code}` } as const;
const english = { language: 'en', format: formatFor('en'), texts: en, serviceName: (code: string) => `Service ${code}` } as const;

test('figures stand in the words as people read them', () => {
  const refused = { ok: false, refusal: 'balloon_out_of_range', path: 'balloonCents', details: { minimumCents: 462_000, maximumCents: 1_155_000 } } as const;
  expect(refusalWords(refused, italian)).toBe('La maxirata deve stare tra 4.620,00\u00a0€ e 11.550,00\u00a0€.');
  expect(refusalWords(refused, english)).toBe('The balloon must lie between €\u00a04,620.00 and €\u00a011,550.00.');
});

test('services and fields go by their names, not by their keys', () => {
  expect(refusalWords({ ok: false, refusal: 'service_not_offered', details: { service: 'B-GAP' } }, italian)).toBe('Il servizio Servizio B-GAP non è previsto dall’offerta.');
  expect(refusalWords({ ok: false, refusal: 'not_computable', details: { field: 'priceCents' } }, italian)).toBe('Con questi dati il piano non si può calcolare: controlla il prezzo.');
  expect(refusalWords({ ok: false, refusal: 'not_computable', details: { field: 'charges.0.cents' } }, english)).toBe('No plan can be computed from these values: check the amounts.');
});
