import type { RouteHandler } from './http/route.ts';
import type { Context } from './context.ts';
import type { Consumer } from './outbox.ts';
import type { JobDefinition, Schedule } from './jobs.ts';

export interface PrivilegeDefinition {
  /** `<module>.<noun>.<verb>`. */
  readonly key: string;
  readonly it: string;
  readonly en: string;
}

/** What a business module hands to the composition root. Migrations are found in `server/modules/<name>/migrations`. */
export interface Module {
  readonly name: string;
  readonly privileges?: readonly PrivilegeDefinition[];
  readonly routes?: readonly RouteHandler[];
  readonly jobs?: readonly JobDefinition[];
  readonly schedules?: readonly Schedule[];
  readonly consumers?: readonly Consumer[];
  /** Fills the demo world: called once on a new database, in one transaction, in module order. */
  readonly demo?: (ctx: Context, world: DemoWorld) => Promise<void>;
}

/** What modules tell each other while the demo world is built. */
export interface DemoWorld {
  readonly seed: number;
  /** Nodes of the organisation by code (`DLR001`, `DLR001-B1`, `AREA-NO`, …). */
  readonly nodes: Map<string, number>;
  /** Personalities by account name, for records that need an author. */
  readonly personalities: Map<string, string>;
  readonly notes: Map<string, unknown>;
}
