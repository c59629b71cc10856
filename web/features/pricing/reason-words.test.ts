import { expect, test } from 'vitest';
import type { ReasonAgainst } from '#pricing/api';
import { formatFor } from '../../ui/index.ts';
import { aheadWords, againstWords, becauseWords } from './reason-words.ts';
import { it } from './texts.it.ts';

const format = formatFor('it');
const said = (code: ReasonAgainst['code'], values: ReasonAgainst['values']): string => againstWords({ code, path: 'x', values }, it, { petrol: 'benzina', electric: 'elettrica' }, format);

test.each<[ReasonAgainst['code'], ReasonAgainst['values'], string]>([
  ['not_yet_in_force', { validFrom: '2027-02-01' }, 'comincia il 01/02/2027'],
  ['no_longer_in_force', { outOfForceFrom: '2026-11-03' }, 'non vale più dal 03/11/2026'],
  ['no_longer_in_force', { outOfForceFrom: '2026-11-03', supersededBy: 2, newerFrom: '2026-11-03' }, 'non vale più dal 03/11/2026: la versione 2 vale dal 03/11/2026'],
  ['other_dealers', { nodeId: 7, allowed: 'Autoesempio' }, 'è per un’altra rete: Autoesempio'],
  ['channel_excluded', { asked: 'showroom', allowed: ['remote', 'online'] }, 'si vende solo a distanza, online'],
  ['customer_excluded', { asked: 'consumer', allowed: ['soleTrader', 'company'] }, 'è per partite IVA, società'],
  ['kind_excluded', { asked: 'used', allowed: ['new', 'kmZero'] }, 'è per auto nuove, km zero, questa è usata'],
  ['make_excluded', { asked: 'Fiat', allowed: ['Dacia'] }, 'è per Dacia, questa è Fiat'],
  ['carline_excluded', { asked: 'Fiat 600', allowed: ['Dacia Duster'] }, 'è per Dacia Duster, questa è Fiat 600'],
  ['version_excluded', { asked: 'Fiat 600 1.2', allowed: ['Fiat 600 Hybrid'] }, 'è per altre versioni: Fiat 600 Hybrid'],
  ['fuel_excluded', { asked: 'petrol', allowed: ['electric'] }, 'è per alimentazione elettrica, questa è benzina'],
  ['too_new', { asked: 3, least: 6 }, 'l’auto ha 3 mesi, ne servono almeno 6'],
  ['too_old', { asked: 40, most: 30 }, 'l’auto ha 40 mesi, il massimo è 30'],
  ['too_few_km', { asked: 10, least: 1000 }, 'l’auto ha 10 km, ne servono almeno 1.000'],
  ['too_many_km', { asked: 61_000, most: 60_000 }, 'l’auto ha 61.000 km, il massimo è 60.000'],
  ['no_guaranteed_value', {}, 'per quest’auto manca il valore garantito, e senza non c’è maxirata'],
])('%s', (code, values, words) => {
  expect(said(code, values)).toBe(words);
});

test('why it applies and why it is first', () => {
  expect(becauseWords(['make', 'dealer'], it)).toBe('è per questa marca, è per la tua rete');
  expect(aheadWords({ rule: 'rate', first: 49_900, second: 69_500 }, it, format)).toBe(`il suo tasso più basso è ${format.rate(49_900)} e quello della seguente ${format.rate(69_500)}`);
  expect(aheadWords({ rule: 'newest', first: '2026-11-20', second: '2026-11-01' }, it, format)).toBe('è più recente: vale dal 20/11/2026, la seguente dal 01/11/2026');
  expect(aheadWords({ rule: 'place', first: 2, second: 0 }, it, format)).toBe('è per una rete più vicina a te');
});
