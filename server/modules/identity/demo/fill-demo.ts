/** Builds the demo tenant: a lender, its districts and regions, thirty dealers and their people. */
import { assert } from '#platform/errors';
import type { DemoDoor, DemoWorld } from '#platform/module';
import { addAccount, addPersonality } from '../accounts/accounts.ts';
import { addNode } from '../people/nodes.ts';
import { hashPassword } from '../accounts/password-hash.ts';
import { defaultProfiles } from '../rules/profiles.ts';
import { createTenant } from '../people/tenants.ts';
import { fillJoining } from './demo-joining.ts';
import { demoPassword, demoPeople } from './demo-people.ts';
import { fillStandIns } from './demo-stand-ins.ts';
import { readDemoTable } from './demo-tables.ts';
import { planOrganisation } from './plan-organisation.ts';

const tenantId = 1;
const validFrom = '2024-01-01';

/** Called once on an empty database; leaves node ids and personalities for the modules after it, people by login name. */
export async function fillDemo(door: DemoDoor, world: DemoWorld): Promise<void> {
  const [lenders, dealers, provinces, givenNames, surnames, streets] = await Promise.all(
    ['lenders', 'dealers', 'provinces', 'given-names', 'surnames', 'streets'].map(readDemoTable),
  );
  assert(lenders && dealers && provinces && givenNames && surnames && streets, 'six tables were read');
  const named = demoPeople.map((person) => ({ ...person, nodes: person.personalities.map((personality) => personality.node) }));
  const plan = planOrganisation({ lenders, dealers, provinces, givenNames, surnames, streets }, world.seed, named);
  // One hash for all: the password is public, and a hundred hashes would cost the first start a second.
  const passwordHash = await hashPassword(demoPassword);

  const companyId = await createTenant(door.tx, { id: tenantId, code: plan.company.code, name: plan.company.name, validFrom, company: plan.company.details });
  world.nodes.set(plan.company.code, companyId);
  const ctx = await door.enter(tenantId);
  const nodeId = (code: string): number => {
    const id = world.nodes.get(code);
    assert(id !== undefined, `the demo world has a node ${code}`);
    return id;
  };
  // Personalities are named after the place of work: for a seller his dealer.
  const places = new Map([[plan.company.code, plan.company.name]]);
  for (const { parentCode, ...node } of plan.nodes) {
    world.nodes.set(node.code, await addNode(ctx, { ...node, parentId: nodeId(parentCode), validFrom }));
    places.set(node.code, node.kind === 'seller' || node.kind === 'branch' ? (places.get(parentCode) ?? '') : node.name);
  }
  const people = [...demoPeople, ...plan.sellers.map((seller) => ({ ...seller, personalities: [{ profile: 'seller', node: seller.nodeCode }] }))];
  for (const person of people) {
    const accountId = await addAccount(ctx, { loginName: person.loginName, displayName: person.displayName, passwordHash });
    for (const [index, role] of person.personalities.entries()) {
      const profileName = defaultProfiles.find((profile) => profile.key === role.profile)?.it ?? role.profile;
      const label = `${profileName} · ${places.get(role.node) ?? ''}`;
      const personalityId = await addPersonality(ctx, { accountId, profile: role.profile, nodeId: nodeId(role.node), label, validFrom });
      world.personalities.set(index === 0 ? person.loginName : `${person.loginName}#${role.profile}`, personalityId);
    }
  }
  await fillJoining(door, ctx, world, passwordHash);
  await fillStandIns(ctx, world.personalities);
}
