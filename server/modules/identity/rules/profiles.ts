/** The profiles every tenant starts with: rows of identity.profiles and identity.profile_privileges. */
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';

export interface ProfileDefinition {
  readonly key: string;
  /** Profile whose privileges are held too. */
  readonly parent?: string;
  readonly kind: 'staff' | 'partner' | 'customer';
  /** `subtree`: sees from its node downwards; `dealer`: own things at the node, shared ones of the whole dealer; `none`: no part of the organisation. */
  readonly scopeRule: 'subtree' | 'dealer' | 'none';
  readonly it: string;
  readonly en: string;
  /** Personalities and privileges of it are given, ended and changed by one person alone; two when absent. */
  readonly alone?: true;
  /** `free`: colleagues agree on a stand-in among themselves; `none`: nobody stands in. Somebody above agrees when absent. */
  readonly delegation?: 'free' | 'none';
  /** Own privileges, beside the inherited ones. */
  readonly privileges: readonly string[];
}

const organisation = ['identity.organisation.read', 'identity.people.read', 'identity.rights.explain'];
const territory = ['territory.tree.read', 'territory.tree.write'];
const vehicles = ['vehicles.catalogue.read', 'vehicles.stock.read'];
const reader = ['news.item.read'];
const publisher = ['news.item.write', 'news.item.publish', 'news.receipt.read'];

/** Parents stand before their children: rows are written in this order. */
export const defaultProfiles: readonly ProfileDefinition[] = [
  {
    key: 'seller', kind: 'staff', alone: true, scopeRule: 'dealer', it: 'Venditore', en: 'Seller',
    privileges: ['quoting.quote.price', 'quoting.quote.write', 'quoting.quote.read', 'quoting.quote.print', ...vehicles, 'vehicles.stock.reserve', 'vehicles.stock.edit', 'pricing.offer.read', 'pricing.margin.read', ...reader],
  },
  { key: 'dealerManager', parent: 'seller', kind: 'staff', scopeRule: 'subtree', it: 'Responsabile di concessionaria', en: 'Dealer manager', privileges: ['vehicles.stock.manage', 'vehicles.stock.write', 'flows.import.write', 'documents.brand.write', 'territory.tree.read', 'identity.account.protect', 'identity.delegation.approve', 'identity.people.manage', ...organisation, ...publisher] },
  {
    key: 'areaManager', kind: 'staff', scopeRule: 'subtree', it: 'Responsabile di area', en: 'Area manager',
    privileges: ['quoting.quote.read', 'quoting.quote.print', ...vehicles, 'pricing.offer.read', ...organisation, 'identity.account.protect', 'identity.delegation.approve', 'identity.rights.read', 'identity.rights.propose', 'identity.people.manage', ...territory, ...reader, ...publisher],
  },
  { key: 'districtManager', parent: 'areaManager', kind: 'staff', scopeRule: 'subtree', it: 'Responsabile di distretto', en: 'District manager', privileges: ['identity.rights.approve'] },
  {
    key: 'pricingManager', kind: 'staff', scopeRule: 'subtree', it: 'Responsabile prodotti e listini', en: 'Pricing manager',
    privileges: ['pricing.offer.read', 'pricing.offer.write', 'pricing.margin.read', ...vehicles, 'vehicles.catalogue.write', 'flows.import.write', 'quoting.quote.read', 'quoting.quote.price', 'quoting.terms.write', 'territory.tree.read', ...reader, ...publisher],
  },
  { key: 'pricingApprover', parent: 'pricingManager', kind: 'staff', scopeRule: 'subtree', it: 'Secondo approvatore prodotti e listini', en: 'Pricing second approver', privileges: [] },
  { key: 'creditOperator', kind: 'staff', delegation: 'free', scopeRule: 'subtree', it: 'Operatore del credito', en: 'Credit operator', privileges: ['quoting.quote.read', 'vehicles.catalogue.read', 'territory.tree.read', ...reader] },
  { key: 'headOfCredit', parent: 'creditOperator', kind: 'staff', scopeRule: 'subtree', it: 'Responsabile del credito', en: 'Head of credit', privileges: ['identity.delegation.approve', 'identity.rights.read', 'identity.rights.approve', 'territory.tree.write', 'flows.import.write', ...publisher] },
  { key: 'itTechnician', kind: 'staff', scopeRule: 'subtree', it: 'Tecnico informatico', en: 'IT technician', privileges: ['platform.operations.read', 'identity.rights.read', 'identity.audit.read', 'territory.tree.read', 'gateway.app.read', ...reader] },
  { key: 'systemAdministrator', parent: 'itTechnician', kind: 'staff', scopeRule: 'subtree', it: 'Amministratore di sistema', en: 'System administrator', privileges: [...organisation, 'identity.delegation.approve', 'identity.rights.propose', 'identity.rights.approve', 'vehicles.catalogue.write', 'flows.import.write', 'identity.audit.verify', 'identity.account.protect', 'identity.people.manage', 'identity.people.grant', 'identity.security.write', 'identity.provider.write', 'territory.tree.write', 'gateway.app.read', 'gateway.app.write', ...publisher] },
  { key: 'payoutOperator', kind: 'staff', delegation: 'free', scopeRule: 'subtree', it: 'Operatore liquidazioni', en: 'Payout operator', privileges: ['territory.tree.read', ...reader] },
  { key: 'careOperator', kind: 'staff', delegation: 'free', scopeRule: 'subtree', it: 'Operatore assistenza clienti', en: 'Customer care operator', privileges: ['territory.tree.read', ...reader] },
  { key: 'collector', kind: 'staff', delegation: 'free', scopeRule: 'subtree', it: 'Recuperatore', en: 'Collector', privileges: ['territory.tree.read', ...reader] },
  { key: 'agencyUser', kind: 'partner', alone: true, delegation: 'none', scopeRule: 'none', it: 'Utente di agenzia di recupero', en: 'Agency user', privileges: [...reader] },
  { key: 'customer', kind: 'customer', alone: true, delegation: 'none', scopeRule: 'none', it: 'Cliente', en: 'Customer', privileges: [...reader] },
];

/** Writes the starting profiles of a tenant; the transaction is the owner's. */
export async function installProfiles(tx: Tx, tenantId: number): Promise<void> {
  const all = defaultProfiles;
  await tx.run(sql`
    insert into identity.profiles (tenant_id, key, parent_key, kind, scope_rule, name_it, name_en, second_person, delegation)
    select ${tenantId}, u.* from unnest(${all.map((p) => p.key)}::text[], ${all.map((p) => p.parent ?? null)}::text[], ${all.map((p) => p.kind)}::text[],
      ${all.map((p) => p.scopeRule)}::text[], ${all.map((p) => p.it)}::text[], ${all.map((p) => p.en)}::text[],
      ${all.map((p) => p.alone !== true)}::boolean[], ${all.map((p) => p.delegation ?? 'approved')}::text[]) u`);
  const pairs = all.flatMap((profile) => profile.privileges.map((privilege) => ({ profile: profile.key, privilege })));
  await tx.run(sql`
    insert into identity.profile_privileges (tenant_id, profile_key, privilege)
    select ${tenantId}, u.* from unnest(${pairs.map((pair) => pair.profile)}::text[], ${pairs.map((pair) => pair.privilege)}::text[]) u`);
}
