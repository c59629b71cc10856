import type { RouteHandler } from './http/route.ts';
import type { Context, Log, Tx } from './context.ts';
import type { ImportKind } from './import-kind.ts';
import type { Consumer } from './outbox.ts';
import type { PlacedRecords } from './placed-records.ts';
import type { RuledKind } from './rule.ts';
import type { JobContext, JobDefinition } from './jobs.ts';

export interface PrivilegeDefinition {
  /** `<module>.<noun>.<verb>`. */
  readonly key: string;
  readonly it: string;
  readonly en: string;
}

/** What every worker looks at every few seconds, because nobody announces it: time that runs out, rows changed by others. Safe to run in several processes at once. */
export interface Pulse {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (job: JobContext) => Promise<unknown>;
}

/** What a business module hands to the composition root. Migrations are found in `server/modules/<name>/migrations`. */
export interface Module {
  readonly name: string;
  readonly privileges?: readonly PrivilegeDefinition[];
  /** Who may do what with the module's objects. */
  readonly ruled?: readonly RuledKind<Context>[];
  readonly routes?: readonly RouteHandler[];
  readonly jobs?: readonly JobDefinition[];
  readonly consumers?: readonly Consumer[];
  readonly pulses?: readonly Pulse[];
  /** Files that the module takes in; the module flows carries them out. */
  readonly imports?: readonly ImportKind[];
  /** Records of the module that stand at nodes of the organisation; whoever moves nodes counts them. */
  readonly placedRecords?: readonly PlacedRecords[];
  /** Gives back what the module holds beside the database (child processes) when the program ends. */
  readonly close?: () => Promise<void>;
  /** Fills the demo world: called once on a new database, in one transaction, in module order. */
  readonly demo?: (door: DemoDoor, world: DemoWorld) => Promise<void>;
}

/** What builds the demo world: the owner's transaction, and a way to enter a tenant as the program itself. */
export interface DemoDoor {
  readonly tx: Tx;
  readonly now: Date;
  readonly log: Log;
  /** Binds the transaction to a tenant with the application role's rights; the demo goes through the same walls as a user. */
  readonly enter: (tenantId: number) => Promise<Context>;
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
