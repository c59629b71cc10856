import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectsOn } from './effects.ts';
import { parentOn, planMoves, type Placement, type TreePicture, type TreePlace } from './plan-moves.ts';

const days = Array.from({ length: 12 }, (_, month) => `2027-${String(month + 1).padStart(2, '0')}-01`);
const root: TreePlace = { id: 0, code: 'R', level: 0, isRoot: true, from: '2020-01-01', to: null };

/** Areas 1 … n with placements that may change each month; the slow and obvious form of a history. */
type History = readonly (readonly number[])[];

function pictureOf(history: History): TreePicture {
  const places = new Map<number, TreePlace>([[0, root]]);
  const placements = new Map<number, Placement[]>();
  history.forEach((parents, index) => {
    const id = index + 1;
    places.set(id, { ...root, id, code: `A${id}`, isRoot: false });
    const own: Placement[] = [];
    parents.forEach((parentId, month) => {
      const from = month === 0 ? root.from : (days[month] ?? '');
      const last = own.at(-1);
      if (last?.parentId === parentId) return;
      if (last !== undefined) own[own.length - 1] = { ...last, to: from };
      own.push({ nodeId: id, parentId, from, to: null });
    });
    placements.set(id, own);
  });
  return { ranked: false, places, placements };
}

/** Whether some node meets itself on its way up in that month. */
const hasCycle = (parents: readonly number[]): boolean =>
  parents.some((_, index) => {
    const seen = new Set<number>();
    for (let at = index + 1; at !== 0; at = parents[at - 1] ?? 0) {
      if (seen.has(at)) return true;
      seen.add(at);
    }
    return false;
  });

/** Histories without a cycle: every parent has a smaller number, then the numbers are dealt anew. */
const histories = fc.integer({ min: 2, max: 6 }).chain((n) =>
  fc.record({
    months: fc.array(fc.tuple(...Array.from({ length: n }, (_, index) => fc.integer({ min: 0, max: index }))), { minLength: days.length, maxLength: days.length }),
    deal: fc.shuffledSubarray(Array.from({ length: n }, (_, index) => index + 1), { minLength: n, maxLength: n }),
    keep: fc.array(fc.boolean(), { minLength: days.length, maxLength: days.length }),
  }).map(({ months, deal, keep }): History => {
    let current = months[0] ?? [];
    const rows = months.map((parents, month) => (current = month > 0 && keep[month] ? current : parents));
    const dealt: number[][] = Array.from({ length: n }, () => []);
    for (const parents of rows) parents.forEach((parent, index) => dealt[(deal[index] ?? 1) - 1]?.push(parent === 0 ? 0 : (deal[parent - 1] ?? 0)));
    return dealt;
  }),
);

test('an order of moves is refused for a cycle exactly when some month would have one', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 1, max: 11 }), fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 3 }), (history, month, raw) => {
      const n = history.length;
      const wanted = [...new Map(raw.map(([node, parent]) => [1 + (node % n), parent % (n + 1)])).entries()].map(([nodeId, parentId]) => ({ nodeId, parentId })).filter(({ nodeId, parentId }) => nodeId !== parentId);
      const picture = pictureOf(history);
      const on = days[month] ?? '';
      const plan = planMoves(picture, on, wanted);
      if (!plan.ok && plan.refusal !== 'would_make_cycle') return;
      const moved = history.map((parents, index) => {
        const move = wanted.find(({ nodeId }) => nodeId === index + 1);
        if (move === undefined) return parents;
        const next = parents.findIndex((parent, at) => at > month && parent !== parents[at - 1]);
        return parents.map((parent, at) => (at >= month && (next < 0 || at < next) ? move.parentId : parent));
      });
      const cyclic = days.some((_, at) => at >= month && hasCycle(moved.map((parents) => parents[at] ?? 0)));
      expect(!plan.ok).toBe(cyclic);
      if (!plan.ok) return;
      const moves = new Map(plan.value.map((move) => [move.nodeId, move]));
      days.forEach((day, at) => {
        if (at < month) return;
        moved.forEach((parents, index) => expect(parentOn(picture, on, moves, index + 1, day)).toBe(parents[at]));
      });
    }),
    { numRuns: 500 },
  );
});

describe('what is gained and lost', () => {
  test('equals the difference of what each place saw before and sees after', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 3, maxLength: 12 }), fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 1, maxLength: 3 }), (raw, picks) => {
        const parents = new Map(raw.map((parent, index) => [index + 1, parent % (index + 1)]));
        const moves = [...new Map(picks.map(([node, parent]) => [1 + (node % raw.length), parent])).entries()].map(([nodeId, parent]) => ({ nodeId, parentId: parent % nodeId }));
        const after = new Map([...parents, ...moves.map(({ nodeId, parentId }) => [nodeId, parentId] as const)]);
        const sees = (tree: ReadonlyMap<number, number>, place: number, node: number): boolean => {
          for (let at = tree.get(node); at !== undefined; at = tree.get(at)) if (at === place) return true;
          return false;
        };
        const effects = effectsOn(parents, moves, parents.keys());
        for (let place = 0; place <= raw.length; place += 1) {
          for (const node of parents.keys()) {
            expect(effects.get(place)?.loses.has(node) ?? false).toBe(sees(parents, place, node) && !sees(after, place, node));
            expect(effects.get(place)?.gains.has(node) ?? false).toBe(!sees(parents, place, node) && sees(after, place, node));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
