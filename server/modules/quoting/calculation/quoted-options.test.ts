import { describe, expect, test } from 'vitest';
import type { ListedOption, VersionOptions } from '#vehicles/api';
import { quotedOptions } from './quoted-options.ts';

const option = (code: string, name: string, changes: Partial<ListedOption> = {}): ListedOption => ({
  code, name, kind: 'option', category: 'x', priceCents: 50_000, requires: [], requiresAny: [], excludes: [], includes: [], onlyFuels: [], notFuels: [], validFrom: '2026-01-01', validTo: null, ...changes,
});
const list: VersionOptions = {
  version: {
    versionId: '00000000-0000-7000-8000-000000000001', code: 'v', makeId: '00000000-0000-7000-8000-000000000002', make: 'Esempio', carlineId: '00000000-0000-7000-8000-000000000003', carline: 'Prova', segment: 'B',
    name: '1.0', body: 'suv', fuel: 'petrol', powerKw: 70, powerCv: 95, co2GKm: 100, seats: 5, listPriceCents: 2_000_000,
  },
  technical: { powerKw: 70, powerCv: 95, co2GKm: 100, category: 'M1', massKg: 1200, producedFrom: null, producedTo: null },
  onDay: '2026-11-23',
  options: [
    option('WHITE', 'Bianco', { kind: 'colour', priceCents: 0 }), option('BLACK', 'Nero', { kind: 'colour', priceCents: 70_000 }),
    option('COMF', 'Pacchetto Comfort', { kind: 'pack', priceCents: 120_000, includes: ['HEAT'] }), option('HEAT', 'Sedili riscaldati'),
    option('ROOF', 'Tetto apribile', { excludes: ['RACK'] }), option('RACK', 'Barre al tetto'), option('HUD', 'Head-up display', { requires: ['NAV'] }), option('NAV', 'Navigatore'),
    option('PLUG', 'Presa di ricarica', { onlyFuels: ['electric'] }), option('OLD', 'Vernice storica', { validTo: '2026-06-01' }),
  ],
};

test('options cost what the list says, and nothing when a chosen pack brings them', () => {
  expect(quotedOptions(list, ['BLACK', 'COMF', 'HEAT'])).toEqual({
    ok: true,
    value: [{ code: 'BLACK', name: 'Nero', priceCents: 70_000 }, { code: 'COMF', name: 'Pacchetto Comfort', priceCents: 120_000 }, { code: 'HEAT', name: 'Sedili riscaldati', priceCents: 0 }],
  });
  expect(quotedOptions(list, [])).toEqual({ ok: true, value: [] });
});

describe('an impossible car is refused in words', () => {
  test.each<[string, string[], Record<string, unknown>]>([
    ['options_exclude', ['WHITE', 'ROOF', 'RACK'], { option: 'Tetto apribile', others: 'Barre al tetto' }],
    ['options_exclude', ['WHITE', 'BLACK'], { option: 'Bianco', others: 'Nero' }],
    ['option_requires', ['WHITE', 'HUD'], { option: 'Head-up display', others: 'Navigatore' }],
    ['option_not_for_fuel', ['WHITE', 'PLUG'], { option: 'Presa di ricarica', others: 'electric' }],
    ['option_not_offered', ['WHITE', 'OLD'], { option: 'Vernice storica', day: '2026-06-01' }],
    ['option_unknown', ['WHITE', 'GHOST'], { option: 'GHOST' }],
    ['colour_missing', ['HUD', 'NAV'], { others: 'Bianco, Nero' }],
  ])('%s: %j', (refusal, codes, details) => {
    expect(quotedOptions(list, codes)).toMatchObject({ ok: false, refusal, path: 'optionCodes', details });
  });

  test('a version whose production has ended points at the vehicle', () => {
    const ended = { ...list, technical: { ...list.technical, producedTo: '2026-10-01' } };
    expect(quotedOptions(ended, [])).toMatchObject({ ok: false, refusal: 'version_not_produced', path: 'vehicle', details: { day: '2026-10-01' } });
  });
});
