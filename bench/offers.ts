/**
 * Which of 20,000 live offers apply to a car, in order, beside a plain loop over all of them that stops at the first reason
 * against and sorts what is left: 2,000 dealers, 50,000 versions of the catalogue. Each side runs in a process of its own,
 * so that neither pays for the other's garbage or compiled code, on the same offers and questions, and both must answer the
 * same. Counted is the processor time of every question as it came, after a warm-up; beside it the clock's 99th percentile,
 * which also tells what else the machine did. Goal of the product: 1 ms at the 99th percentile of a
 * resolution. Two mixes: a network, where most offers are a dealer's or an area's, and one where every offer is the
 * company's, so that the place tells nothing apart. `changed` is the index with 200 offers written since it was compiled.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { applicableLiveOffers, liveIndexOf, withChangedOffers } from '../server/modules/pricing/conditions/live-index.ts';
import type { OfferQuestion } from '../server/modules/pricing/conditions/applicability.ts';
import { comparePrecedence, type RankedOffer } from '../server/modules/pricing/conditions/precedence.ts';

const offers = 20_000;
const dealers = 2000;
const versions = 50_000;
const carlines = 1200;
const makes = 60;
const resolutions = 3000;
const warmUp = 1000;
/** Offers written after the index was compiled, one by one. */
const changes = 200;

let seed = 20_261_122;
const draw = (below: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
};
const pick = <T>(values: readonly T[]): T => values[draw(values.length)] as T;
const perHundred = (share: number): boolean => draw(100) < share;
const list = <T>(most: number, one: () => T): T[] => Array.from({ length: 1 + draw(most) }, one);

// Company 1, twenty areas, 200 regions, dealers below regions; branch and seller are the last two of a path.
const areaOf = (dealer: number): number => 100 + Math.floor(dealer / 100);
const regionOf = (dealer: number): number => 1000 + Math.floor(dealer / 10);
const nodeOf = (dealer: number): number => 10_000 + dealer;
const pathOf = (dealer: number): number[] => [1, areaOf(dealer), regionOf(dealer), nodeOf(dealer), 100_000 + dealer, 200_000 + dealer];
// A version belongs to a carline, a carline to a make.
const carlineOf = (version: number): number => version % carlines;
const makeOf = (carline: number): number => carline % makes;
const kinds = ['new', 'used', 'kmZero', 'companyCar'] as const;
const fuels = ['petrol', 'diesel', 'lpg', 'mild_hybrid_petrol', 'full_hybrid', 'plug_in_hybrid', 'electric'] as const;
const customers = ['consumer', 'soleTrader', 'company'] as const;
const channels = ['showroom', 'remote', 'online', 'broker'] as const;
const months = ['2026-08', '2026-09', '2026-10', '2026-11'] as const;

function placeOfOffer(): number {
  const dealer = draw(dealers);
  const share = draw(100);
  if (share < 10) return 1;
  if (share < 20) return areaOf(dealer);
  return share < 35 ? regionOf(dealer) : nodeOf(dealer);
}

function offer(index: number, place: () => number): RankedOffer {
  const version = draw(versions);
  const cut = draw(100);
  const used = perHundred(30);
  return {
    offerId: `offer-${index}`, version: 1, code: `O-${String(index).padStart(5, '0')}`, lowestRatePpm: 19_900 + draw(60) * 1000,
    validFrom: `${pick(months)}-0${1 + draw(9)}`, validTo: perHundred(40) ? null : `2026-12-${10 + draw(20)}`, nodeId: place(),
    makes: cut < 85 ? [`make-${makeOf(carlineOf(version))}`] : null,
    carlineIds: cut < 50 ? list(3, () => `carline-${carlineOf(version)}`) : null,
    versionIds: cut < 15 ? list(20, () => `version-${carlineOf(version) + carlines * draw(Math.floor(versions / carlines))}`) : null,
    kinds: used ? ['used'] : perHundred(80) ? ['new', 'kmZero'] : null,
    fuels: perHundred(25) ? list(3, () => pick(fuels)) : null,
    customerTypes: perHundred(25) ? list(2, () => pick(customers)) : null,
    channels: perHundred(25) ? list(2, () => pick(channels)) : null,
    minAgeMonths: used && perHundred(20) ? 6 : null, maxAgeMonths: used ? 36 + draw(8) * 12 : null,
    minMileageKm: null, maxMileageKm: used && perHundred(70) ? 80_000 + draw(10) * 10_000 : null,
  };
}

function question(): OfferQuestion {
  const version = draw(versions);
  const used = perHundred(40);
  return {
    vehicle: {
      kind: used ? 'used' : pick(kinds), make: `make-${makeOf(carlineOf(version))}`, carlineId: `carline-${carlineOf(version)}`, versionId: `version-${version}`, fuel: pick(fuels),
      ageMonths: used ? draw(100) : 0, mileageKm: used ? draw(160_000) : 0,
    },
    customerType: perHundred(75) ? 'consumer' : pick(customers), channel: perHundred(80) ? 'showroom' : 'remote', pathIds: pathOf(draw(dealers)), today: '2026-11-22',
  };
}

/** The peer: one look at each offer, written as tightly as its conditions can be. */
function plainLoop(all: readonly RankedOffer[], { vehicle, customerType, channel, pathIds, today }: OfferQuestion): RankedOffer[] {
  const found: RankedOffer[] = [];
  for (const one of all) {
    if (today < one.validFrom || (one.validTo !== null && today >= one.validTo) || !pathIds.includes(one.nodeId)) continue;
    if (one.channels !== null && !one.channels.includes(channel)) continue;
    if (one.customerTypes !== null && !one.customerTypes.includes(customerType)) continue;
    if (one.kinds !== null && !one.kinds.includes(vehicle.kind)) continue;
    if (one.makes !== null && !one.makes.includes(vehicle.make)) continue;
    if (one.carlineIds !== null && !one.carlineIds.includes(vehicle.carlineId)) continue;
    if (one.versionIds !== null && !one.versionIds.includes(vehicle.versionId)) continue;
    if (one.fuels !== null && !one.fuels.includes(vehicle.fuel)) continue;
    if ((one.minAgeMonths !== null && vehicle.ageMonths < one.minAgeMonths) || (one.maxAgeMonths !== null && vehicle.ageMonths > one.maxAgeMonths)) continue;
    if ((one.minMileageKm !== null && vehicle.mileageKm < one.minMileageKm) || (one.maxMileageKm !== null && vehicle.mileageKm > one.maxMileageKm)) continue;
    found.push(one);
  }
  return found.sort((a, b) => comparePrecedence(a, b, pathIds));
}

const mixes = { network: placeOfOffer, 'all company’s': () => 1 } as const;
type Mix = keyof typeof mixes;
const sides = ['plain', 'index', 'changed'] as const;
type Side = (typeof sides)[number];

interface Measured {
  readonly p50: number;
  readonly p99: number;
  /** By the clock, what else the machine did included. */
  readonly clockP99: number;
  readonly found: number;
  /** Milliseconds of processor to compile the index once; of one change. */
  readonly compileMs: number;
  readonly changeMs: number;
  /** Of all answers in order: sides that answer alike have the same. */
  readonly digest: string;
}

const processorMs = (work: () => void): number => {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};

/** One side over one mix, in this process. */
function measure(side: Side, mix: Mix): Measured {
  const all = Array.from({ length: offers }, (_, at) => offer(at, mixes[mix]));
  const questions = Array.from({ length: warmUp + resolutions }, question);
  let live = liveIndexOf([]);
  const compileMs = side === 'plain' ? 0 : processorMs(() => (live = liveIndexOf(all)));
  const changeMs = side !== 'changed' ? 0 : processorMs(() => {
    for (let at = 0; at < changes; at += 1) live = withChangedOffers(live, [`offer-${at * 97}`], all.slice(at * 97, at * 97 + 1));
  }) / changes;
  const resolve = side === 'plain' ? (asked: OfferQuestion) => plainLoop(all, asked) : (asked: OfferQuestion) => applicableLiveOffers(live, asked);
  const times: number[] = [];
  const clock: number[] = [];
  const digest = createHash('sha256');
  let found = 0;
  for (const [round, asked] of questions.entries()) {
    const start = performance.now();
    const began = process.cpuUsage();
    const answer = resolve(asked);
    const { user, system } = process.cpuUsage(began);
    const passed = performance.now() - start;
    digest.update(answer.map(({ offerId }) => offerId).join(' ') + ';');
    if (round < warmUp) continue;
    times.push((user + system) / 1000);
    clock.push(passed);
    found += answer.length;
  }
  const at = (measured: readonly number[], share: number): number => measured.toSorted((a, b) => a - b)[Math.floor(measured.length * share)] ?? 0;
  return { p50: at(times, 0.5), p99: at(times, 0.99), clockP99: at(clock, 0.99), found: found / resolutions, compileMs, changeMs, digest: digest.digest('hex') };
}

function inOwnProcess(side: Side, mix: Mix): Measured {
  const { stdout, status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), side, mix], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measured;
}

const goalMs = 1;

function report(): number {
  let failed = 0;
  console.log(`${offers} live offers, ${dealers} dealers, ${versions} versions; ${resolutions} questions one after another, each as it came, after ${warmUp} of warm-up, each side in its own process;\nmilliseconds of processor in the process, without database or network; "clock p99" by the clock`);
  console.log('mix            side       found   compile   a change       p50       p99 clock p99   ratio p99 to the plain loop   goal');
  for (const mix of Object.keys(mixes) as Mix[]) {
    const measured = new Map(sides.map((side) => [side, inOwnProcess(side, mix)] as const));
    const plain = measured.get('plain');
    for (const [side, { p50, p99, clockP99, found, compileMs, changeMs, digest }] of measured) {
      if (digest !== plain?.digest) failed += 1;
      const figures = [compileMs.toFixed(0).padStart(9), changeMs.toFixed(2).padStart(10), p50.toFixed(3).padStart(9), p99.toFixed(3).padStart(9), clockP99.toFixed(3).padStart(9)].join(' ');
      const goal = side === 'plain' ? '' : `${`${((plain?.p99 ?? 0) / p99).toFixed(1)}×`.padStart(29)}   ≤ ${goalMs} ms p99: ${p99 <= goalMs ? 'met' : 'NOT met'}`;
      console.log(`${mix.padEnd(14)} ${side.padEnd(8)} ${found.toFixed(1).padStart(7)} ${figures} ${goal}`);
    }
  }
  if (failed > 0) console.error(`${failed} sides answer differently from the plain loop`);
  return failed;
}

const [, , asSide, asMix] = process.argv;
const side = sides.find((one) => one === asSide);
if (side === undefined) process.exitCode = report() === 0 ? 0 : 1;
else console.log(JSON.stringify(measure(side, asMix === 'network' ? 'network' : 'all company’s')));
