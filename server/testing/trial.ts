import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import type { PersonName, World } from './world.ts';

const undo = new Error('undo');

export type Trial = <T>(name: PersonName | 'system', work: (ctx: Context) => Promise<T>) => Promise<T>;

/** Runs work as somebody of the world and forgets everything written. What the end of a transaction would ask is asked before. */
export function createTrial(world: World): Trial {
  return async (name, work) => {
    let result: { value: Awaited<ReturnType<typeof work>> } | undefined;
    const inside = async (ctx: Context) => {
      const value = await work(ctx);
      result = { value };
      // The door undoes what was refused.
      if (!(value as { refusal?: string } | undefined)?.refusal) await ctx.tx.run(sql`set constraints all immediate`);
      throw undo;
    };
    await (name === 'system' ? world.asSystem({}, inside) : world.context(name, {}, inside)).catch((error: unknown) => {
      if (error !== undo) throw error;
    });
    if (result === undefined) throw new Error('nothing ran');
    return result.value;
  };
}
