import type { DerivationStep } from '#engine';
import type { Aids } from './aids.ts';
import { explainFields, explainResult } from './figure-steps.ts';

/** The steps behind a rate, when they are asked for. */
export const rateExplainFields = { explain: explainFields.explain };
export const rateExplainResult = explainResult;

type Language = 'it' | 'en' | undefined;
type Flow = readonly [number, number] | { readonly cents: number };
interface Derivation {
  readonly derivation?: (DerivationStep & { readonly figure: string })[];
}

const named = (figure: string, steps: readonly DerivationStep[]) => steps.map((step) => ({ figure, ...step }));
const sumOf = (flows: readonly Flow[]): number => flows.reduce((sum, flow) => sum + ('cents' in flow ? flow.cents : flow[1]), 0);

/** The steps of a rate found from flows; `costs` are those that count. */
export function rateSteps(language: Language, aids: Aids | undefined, name: 'taeg' | 'teg', flows: { readonly drawdowns: readonly Flow[]; readonly payments: readonly Flow[] }, found: { readonly pct: string; readonly exactPct: string; readonly leftAside: number; readonly costs: number }): Derivation {
  if (language === undefined || aids?.explainRate === undefined) return {};
  const inCents = flows.drawdowns.some((flow) => 'cents' in flow);
  const { pct, exactPct, leftAside, costs } = found;
  const told = { name, received: sumOf(flows.drawdowns), paid: sumOf(flows.payments) + costs, inCents, leftAside, exactPct, pct };
  return { derivation: named(`${name}Pct`, aids.explainRate(told, language)) };
}

interface Threshold {
  readonly tegmPct: string;
  readonly surchargePct?: string | undefined;
  readonly thresholdPct: string;
  readonly compared?: { readonly ratePct: string; readonly marginPct: string } | undefined;
}

/** The steps of usury thresholds, each under the figure it belongs to. */
export function usurySteps(language: Language, aids: Aids | undefined, thresholds: readonly (readonly [figure: string, told: Threshold])[]): Derivation {
  const tell = aids?.explainUsury;
  return language === undefined || tell === undefined ? {} : { derivation: thresholds.flatMap(([figure, told]) => named(figure, tell(told, language))) };
}
