/** Invented records that the gallery shows. Nothing here comes from a server. */
import { addMonths } from '#platform/civil-date';
import type { StripRow, TreeItem } from '../ui/index.ts';

export const sampleToday = '2026-11-22';

export interface SampleVehicle {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly priceCents: number;
}

const names = ['Aurora 1.5 Hybrid Active', 'Aurora 1.5 Hybrid Sport', 'Brezza 1.0 Turbo City', 'Brezza Elettrica 54 kWh', 'Corsara 2.0 Diesel Wagon', 'Dune 1.6 Hybrid 4x4'];

export const sampleVehicles: readonly SampleVehicle[] = names.map((name, index) => ({
  id: `v${index}`,
  name,
  detail: index % 2 === 0 ? 'Nuovo · in giacenza a Torino' : 'Usato · 24.500 km · Novara',
  priceCents: 2_190_000 + index * 271_500,
}));

/** Answers after a moment, like a server; 'zzz' finds nothing, 'errore' fails. */
export async function searchSampleVehicles(text: string, signal: AbortSignal): Promise<readonly SampleVehicle[]> {
  await new Promise((resolve) => {
    setTimeout(resolve, 60);
  });
  signal.throwIfAborted();
  if (text.toLowerCase() === 'errore') throw new Error('no answer');
  return sampleVehicles.filter((vehicle) => vehicle.name.toLowerCase().includes(text.toLowerCase()));
}

export interface SampleQuote {
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly vehicle: string;
  readonly status: 'open' | 'expired';
  readonly createdOn: string;
  readonly instalmentCents: number;
  readonly financedCents: number;
}

const people = ['Bianchi Laura', 'Conti Marco', 'De Santis Giulia', 'Esposito Antonio', 'Ferraro Chiara', 'Gallo Paolo', 'Marchetti Elena'];

/** `count` invented quotes; the same index is always the same quote. */
export function sampleQuotes(count: number): SampleQuote[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `q${index}`,
    number: `P-2026-${String(4120 - index).padStart(6, '0')}`,
    customer: people[index % people.length] ?? '',
    vehicle: names[index % names.length] ?? '',
    status: index % 4 === 3 ? ('expired' as const) : ('open' as const),
    createdOn: `2026-11-${String(22 - (index % 20)).padStart(2, '0')}`,
    instalmentCents: 22_450 + ((index * 7919) % 31_000),
    financedCents: 1_240_000 + ((index * 104_729) % 1_900_000),
  }));
}

/** A plan of level rows with a balloon on the last one: shapes for the strip, not an engine. */
export function samplePlan(termMonths: number, balloonCents: number): StripRow[] {
  const monthly = 31_500;
  return Array.from({ length: termMonths }, (_, index) => {
    const interestCents = Math.round(14_000 * (1 - index / (termMonths * 1.4)));
    const balloon = index === termMonths - 1 ? balloonCents : 0;
    return { number: index + 1, dueDate: addMonths('2026-12-22', index), principalCents: monthly - interestCents + balloon, interestCents, feeCents: 350, dueCents: monthly + balloon + 350 };
  });
}

export const sampleTree: readonly TreeItem[] = [
  { id: 1, parentId: null, name: 'Rete Italia' },
  { id: 2, parentId: 1, name: 'Nord' },
  { id: 3, parentId: 1, name: 'Sud' },
  { id: 4, parentId: 2, name: 'Autoesempio Torino' },
  { id: 5, parentId: 2, name: 'Motori Immaginari' },
  { id: 6, parentId: 3, name: 'Vetture di Prova' },
];
