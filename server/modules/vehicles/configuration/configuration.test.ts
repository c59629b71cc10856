/** The configurator against a referee that tries every choice, and against cases a seller would recognise. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkConfiguration } from './check-configuration.ts';
import { configurationModel, type CarOption, type ConfigurationContext } from './configuration-model.ts';
import { possibleNext } from './possible-next.ts';
import { repair, type Wish } from './repair.ts';
import { ruleFaults } from './rule-faults.ts';

const seeds = [20_261_122, Math.floor(Math.random() * 2_147_483_647)];
const option = (code: string, rules: Partial<CarOption> = {}): CarOption => ({
  code, kind: 'option', priceCents: 0, requires: [], requiresAny: [], excludes: [], includes: [], onlyFuels: [], notFuels: [], validFrom: null, validTo: null, ...rules,
});
const petrol: ConfigurationContext = { fuel: 'petrol', onDay: '2026-11-23' };

/** BMW-like: sport pack or x-line, wheels that need one of them, comfort pack inside the innovation pack's needs. */
const list: CarOption[] = [
  option('BLACK', { kind: 'colour', priceCents: 95_000 }),
  option('WHITE', { kind: 'colour' }),
  option('MSP', { kind: 'pack', priceCents: 350_000, excludes: ['XLINE'], includes: ['MSUSP'] }),
  option('XLINE', { kind: 'pack', priceCents: 220_000 }),
  option('MSUSP', { priceCents: 70_000 }),
  option('W19', { priceCents: 100_000, requiresAny: [['MSP', 'XLINE']], excludes: ['W20'] }),
  option('W20', { priceCents: 170_000, requires: ['MSP'] }),
  option('COMF', { kind: 'pack', priceCents: 120_000, includes: ['HEAT', 'TAIL'] }),
  option('HEAT', { priceCents: 45_000 }),
  option('TAIL', { priceCents: 55_000 }),
  option('INNO', { kind: 'pack', priceCents: 190_000, requires: ['COMF'], includes: ['HUD'] }),
  option('HUD', { priceCents: 100_000 }),
  option('CABLE', { priceCents: 25_000, onlyFuels: ['plug_in_hybrid'] }),
  option('OLD', { validTo: '2026-11-23' }),
  option('NEW', { validFrom: '2026-12-01' }),
];
const model = configurationModel(list);

describe('a choice is checked', () => {
  test.each<[string, string[], number, string[], string[]]>([
    ['nothing chosen is a car', [], 0, [], []],
    ['a pack brings its options free', ['COMF'], 120_000, ['HEAT', 'TAIL'], []],
    ['choosing them as well is free', ['HEAT', 'COMF', 'HEAT'], 120_000, ['TAIL'], []],
    ['alone they cost', ['HEAT', 'TAIL'], 100_000, [], []],
    ['what is required may come with a pack', ['INNO', 'COMF'], 310_000, ['HEAT', 'TAIL', 'HUD'], []],
    ['a pack missing', ['INNO'], 190_000, ['HUD'], ['missing_required INNO: COMF']],
    ['one of two', ['W19'], 100_000, [], ['missing_one_of W19: MSP XLINE']],
    ['one of two is there', ['W19', 'XLINE'], 320_000, [], []],
    ['an exclusion said by the other side', ['XLINE', 'MSP'], 570_000, ['MSUSP'], ['excluded_together MSP: XLINE']],
    ['a car has one colour', ['WHITE', 'BLACK'], 95_000, [], ['excluded_together BLACK: WHITE']],
    ['another fuel', ['CABLE'], 25_000, [], ['not_for_fuel CABLE: plug_in_hybrid']],
    ['its last day was yesterday', ['OLD'], 0, [], ['no_longer_offered OLD: 2026-11-23']],
    ['not yet', ['NEW'], 0, [], ['not_yet_offered NEW: 2026-12-01']],
    ['a code nobody knows', ['HACK', 'HEAT'], 45_000, [], ['unknown_option HACK: ']],
  ])('%s', (_, chosen, priceCents, included, faults) => {
    const { charged, ...checked } = checkConfiguration(model, chosen, petrol);
    expect(charged.map((one) => one.option).toSorted()).toEqual([...new Set(chosen)].filter((code) => code !== 'HACK').toSorted());
    expect({ ...checked, faults: checked.faults.map((f) => `${f.code} ${f.option}: ${f.day ?? f.others.join(' ')}`) }).toEqual({ ok: faults.length === 0, priceCents, included, faults });
  });

  test('a pack that brings trouble is named', () => {
    const tangled = configurationModel([option('PACK', { includes: ['SPARE'] }), option('SPARE'), option('AUDIO', { excludes: ['SPARE'] })]);
    expect(checkConfiguration(tangled, ['PACK', 'AUDIO'], petrol).faults).toEqual([{ code: 'excluded_together', option: 'SPARE', others: ['AUDIO'], broughtBy: ['PACK'], day: null }]);
  });

  test.each([['2026-08-31', false], ['2026-09-01', true], ['2026-11-22', true], ['2026-11-23', false]])('a version built from September to 22 November, ordered on %s: %s', (onDay, ok) => {
    const built = configurationModel([option('A')], { from: '2026-09-01', to: '2026-11-23' });
    expect(checkConfiguration(built, [], { ...petrol, onDay }).ok).toBe(ok);
    expect(possibleNext(built, [], { ...petrol, onDay })[0]?.press).toBe(ok ? 'now' : 'never');
    expect(repair(built, [], { choose: 'A' }, { ...petrol, onDay }).ok).toBe(ok);
  });
});

describe('what may be pressed', () => {
  const standing = (chosen: string[], code: string) => possibleNext(model, chosen, petrol).find((one) => one.option === code);
  test.each<[string, string[], string, string, string, string[], number]>([
    ['a free option', [], 'HEAT', 'open', 'now', [], 45_000],
    ['one that is on the car already', ['COMF'], 'HEAT', 'included', 'now', [], 0],
    ['wheels without their pack', [], 'W20', 'open', 'withChanges', ['missing_required'], 170_000],
    ['a second colour', ['WHITE'], 'BLACK', 'open', 'withChanges', ['excluded_together'], 95_000],
    ['dropping what another needs', ['INNO', 'COMF'], 'COMF', 'chosen', 'withChanges', ['missing_required'], -120_000],
    ['dropping a pack whose option stays chosen', ['COMF', 'HEAT'], 'COMF', 'chosen', 'now', [], -75_000],
    ['another fuel’s cable', [], 'CABLE', 'open', 'never', ['not_for_fuel'], 25_000],
  ])('%s', (_, chosen, code, state, press, faults, priceChangeCents) => {
    const found = standing(chosen, code);
    expect({ ...found, faults: found?.faults.map((fault) => fault.code) }).toEqual({ option: code, state, press, faults, priceChangeCents });
  });

  test('an option whose needs contradict each other is on no car', () => {
    const hopeless = configurationModel([option('A', { requires: ['B', 'C'] }), option('B', { excludes: ['C'] }), option('C')]);
    expect(possibleNext(hopeless, [], petrol).map((one) => one.press)).toEqual(['never', 'now', 'now']);
  });

  test('what a broken choice lacked already does not forbid the next key', () => {
    const wide = configurationModel([option('A', { requires: ['B', 'C'] }), option('B'), option('C')]);
    expect(possibleNext(wide, ['A'], petrol).map((one) => one.press)).toEqual(['now', 'now', 'now']);
  });
});

describe('a car to be built needs one colour', () => {
  const built = { ...petrol, needsColour: true };
  test('none chosen is told with those offered, and one lifts it', () => {
    expect(checkConfiguration(model, ['HEAT'], built).faults).toEqual([{ code: 'missing_colour', option: null, others: ['BLACK', 'WHITE'], broughtBy: [], day: null }]);
    expect(checkConfiguration(model, ['HEAT', 'WHITE'], built).ok).toBe(true);
    expect(repair(model, ['HEAT'], 'buildable', built)).toMatchObject({ ok: true, add: ['WHITE'], remove: [], priceChangeCents: 0 });
    expect(repair(model, ['WHITE'], { drop: 'WHITE' }, built)).toMatchObject({ ok: true, add: ['BLACK'], remove: ['WHITE'], priceChangeCents: 95_000 });
    expect(possibleNext(model, ['WHITE'], built).find((one) => one.option === 'WHITE')).toMatchObject({ press: 'withChanges', faults: [{ code: 'missing_colour' }] });
    expect(possibleNext(model, [], built).find((one) => one.option === 'HEAT')).toMatchObject({ press: 'now' });
  });

  test('a list without colours, or with none offered on the fuel, asks for none', () => {
    expect(checkConfiguration(configurationModel([option('A')]), [], built).ok).toBe(true);
    expect(checkConfiguration(configurationModel([option('A', { kind: 'colour', onlyFuels: ['electric'] })]), [], built).ok).toBe(true);
  });
});

describe('the least change', () => {
  test.each<[string, string[], Wish, string[], string[], number]>([
    ['adds the pack', [], { choose: 'INNO' }, ['COMF', 'INNO'], [], 310_000],
    ['takes the cheaper of two', [], { choose: 'W19' }, ['XLINE', 'W19'], [], 320_000],
    ['changes the pack when the wheels need the other one', ['XLINE', 'W19'], { choose: 'W20' }, ['MSP', 'W20'], ['XLINE', 'W19'], 200_000],
    ['changes the colour', ['WHITE'], { choose: 'BLACK' }, ['BLACK'], ['WHITE'], 95_000],
    ['drops what needs it', ['INNO', 'COMF'], { drop: 'COMF' }, [], ['COMF', 'INNO'], -310_000],
    ['drops the pack that brings it', ['COMF', 'BLACK'], { drop: 'HEAT' }, [], ['COMF'], -120_000],
    ['forgets codes nobody knows and what has left the list', ['HEAT', 'OLD', 'HACK'], 'buildable', [], ['OLD', 'HACK'], 0],
    ['leaves a good choice alone', ['HEAT'], 'buildable', [], [], 0],
  ])('%s', (_, chosen, wish, add, remove, priceChangeCents) => {
    expect(repair(model, chosen, wish, petrol)).toMatchObject({ ok: true, add, remove, priceChangeCents });
  });

  test.each(['CABLE', 'OLD', 'NEW', 'HACK'])('%s cannot be reached at all', (code) => {
    expect(repair(model, ['HEAT'], { choose: code }, petrol)).toEqual({ ok: false, reason: 'never' });
  });
});

describe('a list is refused before it is stored', () => {
  test.each<[string, CarOption[], string[]]>([
    ['a good one is not', list, []],
    ['twice the same', [option('A'), option('A')], ['duplicate_code A: ']],
    ['a rule into the void', [option('A', { requires: ['X'], excludes: ['Y'] })], ['unknown_code A: X Y']],
    ['packs in a circle', [option('A', { includes: ['B'] }), option('B', { includes: ['A'] })], ['includes_in_circle A: B', 'includes_in_circle B: A']],
    ['needs what it excludes', [option('A', { requires: ['B'] }), option('B', { includes: ['C'] }), option('C', { excludes: ['A'] })], ['excludes_what_it_needs A: A C']],
    ['ends before it begins', [option('A', { validFrom: '2026-02-01', validTo: '2026-02-01' })], ['dates_reversed A: ']],
  ])('%s', (_, options, expected) => {
    expect(ruleFaults(options).map((fault) => `${fault.code} ${fault.option}: ${fault.others.join(' ')}`)).toEqual(expected);
  });

  test('circles and twins are not made ready', () => {
    expect(() => configurationModel([option('A', { includes: ['B'] }), option('B', { includes: ['A'] })])).toThrow(RangeError);
    expect(() => configurationModel([option('A'), option('A')])).toThrow(RangeError);
  });
});

/** The referee: reads the rules as the README of a price list says them, one by one, for every subset. */
function delivered(options: readonly CarOption[], chosen: ReadonlySet<string>): Set<string> {
  const on = new Set(chosen);
  for (const code of on) for (const other of options.find((one) => one.code === code)?.includes ?? []) on.add(other);
  return on;
}

function buildable(options: readonly CarOption[], chosen: ReadonlySet<string>, { fuel, onDay, needsColour }: ConfigurationContext): boolean {
  const on = delivered(options, chosen);
  const offered = (one: CarOption) => !one.notFuels.includes(fuel) && (one.onlyFuels.length === 0 || one.onlyFuels.includes(fuel)) && (one.validFrom ?? '0') <= onDay && (one.validTo ?? '9') > onDay;
  const colours = options.filter((one) => one.kind === 'colour');
  if (needsColour === true && colours.some(offered) && !colours.some((one) => on.has(one.code))) return false;
  for (const code of on) {
    const one = options.find((each) => each.code === code);
    if (one === undefined || one.notFuels.includes(fuel) || (one.onlyFuels.length > 0 && !one.onlyFuels.includes(fuel))) return false;
    if ((one.validFrom ?? '0') > onDay || (one.validTo ?? '9') <= onDay) return false;
    if (!one.requires.every((other) => on.has(other)) || !one.requiresAny.every((group) => group.length === 0 || group.some((other) => on.has(other)))) return false;
    if (one.excludes.some((other) => on.has(other))) return false;
    if (one.kind === 'colour' && options.some((other) => other.code !== code && other.kind === 'colour' && on.has(other.code))) return false;
  }
  return true;
}

function price(options: readonly CarOption[], chosen: ReadonlySet<string>): number {
  const paid = options.filter(({ code }) => chosen.has(code) && ![...chosen].some((other) => other !== code && delivered(options, new Set([other])).has(code)));
  return paid.reduce((sum, one) => sum + one.priceCents, 0);
}

function subsets(codes: readonly string[]): Set<string>[] {
  return Array.from({ length: 2 ** codes.length }, (_, bits) => new Set(codes.filter((__, at) => Math.floor(bits / 2 ** at) % 2 === 1)));
}

const codes = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const some = (most: number, from = codes) => fc.uniqueArray(fc.constantFrom(...from), { maxLength: most });
/** Packs include only what comes later in the list, so that there are no circles; one rule in twenty names a code nobody has. */
const anyList = fc.tuple(...codes.map((code, at) => fc.record({
  code: fc.constant(code),
  kind: fc.constantFrom('option', 'option', 'option', 'pack', 'colour'),
  priceCents: fc.integer({ min: 0, max: 9 }).map((hundreds) => hundreds * 10_000),
  requires: some(1, at % 3 === 0 ? [...codes, 'VOID'] : codes).map((names) => names.filter((name) => name !== code)),
  requiresAny: fc.array(some(3), { maxLength: 1 }),
  excludes: some(2).map((names) => names.filter((name) => name !== code)),
  includes: at + 1 < codes.length ? some(2, codes.slice(at + 1)) : fc.constant([]),
  onlyFuels: fc.constantFrom<string[]>([], [], [], ['electric']),
  notFuels: fc.constantFrom<string[]>([], [], [], ['petrol']),
  validFrom: fc.constantFrom(null, null, null, '2026-11-24'),
  validTo: fc.constantFrom(null, null, null, '2026-11-23'),
}))) satisfies fc.Arbitrary<CarOption[]>;
const anyContext = fc.record({ fuel: fc.constantFrom('petrol', 'electric'), onDay: fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-24'), needsColour: fc.boolean() });

describe.each(seeds)('against the referee, seed %i', (seed) => {
  /** Exclusion is told by either side: the referee reads both. */
  const both = (options: readonly CarOption[]) => options.map((one) => ({ ...one, excludes: [...one.excludes, ...options.filter((other) => other.excludes.includes(one.code)).map(({ code }) => code)] }));

  test('no impossible car passes, no possible one is refused, and the price is the referee’s', () => {
    fc.assert(fc.property(anyList, anyContext, (options, context) => {
      const ready = configurationModel(options);
      for (const chosen of subsets(codes)) {
        const checked = checkConfiguration(ready, [...chosen], context);
        expect(checked.ok).toBe(buildable(both(options), chosen, context));
        expect(checked.priceCents).toBe(price(options, chosen));
        expect(new Set([...checked.included, ...chosen])).toEqual(delivered(options, chosen));
        expect(checked.faults.length === 0).toBe(checked.ok);
      }
    }), { seed, numRuns: 60 });
  });

  test('what may be pressed is what the referee lets through', () => {
    fc.assert(fc.property(anyList, anyContext, some(3), (options, context, wished) => {
      const ready = configurationModel(options);
      const mended = repair(ready, wished, 'buildable', context);
      // A list may name colours that can stand on no car: no car of it can be built, and there is nothing to press.
      if (!mended.ok) return;
      const chosen = new Set(mended.chosen);
      const cars = subsets(codes).filter((car) => buildable(both(options), car, context));
      for (const one of possibleNext(ready, [...chosen], context)) {
        const pressed = new Set(chosen);
        if (!pressed.delete(one.option)) pressed.add(one.option);
        expect(one.press === 'now').toBe(buildable(both(options), pressed, context));
        expect(one.press === 'never').toBe(!chosen.has(one.option) && !cars.some((car) => car.has(one.option)));
        expect(one.priceChangeCents).toBe(price(options, pressed) - price(options, chosen));
        expect(one.state).toBe(chosen.has(one.option) ? 'chosen' : delivered(options, chosen).has(one.option) ? 'included' : 'open');
      }
    }), { seed, numRuns: 100 });
  });

  test('no smaller change reaches the wish, and none as small is gentler or cheaper', () => {
    fc.assert(fc.property(anyList, anyContext, some(5), fc.constantFrom(...codes), fc.constantFrom('choose', 'drop', 'buildable'), (options, context, chosen, code, deed) => {
      const wish: Wish = deed === 'choose' ? { choose: code } : deed === 'drop' ? { drop: code } : 'buildable';
      const changes = (car: ReadonlySet<string>) => {
        const removed = chosen.filter((one) => !car.has(one)).length;
        return [removed + [...car].filter((one) => !chosen.includes(one)).length, removed, price(options, car)];
      };
      const fulfils = (car: ReadonlySet<string>) => (deed === 'choose' ? car.has(code) : deed === 'drop' ? !delivered(options, car).has(code) : true);
      const best = subsets(codes)
        .filter((car) => fulfils(car) && buildable(both(options), car, context))
        .map(changes)
        .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0))[0];
      const mended = repair(configurationModel(options), chosen, wish, context);
      expect(mended.ok ? changes(new Set(mended.chosen)) : undefined).toEqual(best);
      if (mended.ok) expect(new Set([...chosen.filter((one) => !mended.remove.includes(one)), ...mended.add])).toEqual(new Set(mended.chosen));
    }), { seed, numRuns: 400 });
  });
});
