import { beforeAll, expect, test } from 'vitest';
import { demoPeople } from './demo-people.ts';
import { readDemoTable } from './demo-tables.ts';
import { planOrganisation, type DemoTables } from './plan-organisation.ts';

let tables: DemoTables;
beforeAll(async () => {
  tables = {
    lenders: await readDemoTable('lenders'),
    dealers: await readDemoTable('dealers'),
    provinces: await readDemoTable('provinces'),
    givenNames: await readDemoTable('given-names'),
    surnames: await readDemoTable('surnames'),
    streets: await readDemoTable('streets'),
  };
});
const named = demoPeople.map((person) => ({ ...person, nodes: person.personalities.map((personality) => personality.node) }));

test('the same seed plans the same world, another seed another', () => {
  expect(planOrganisation(tables, 7, named)).toEqual(planOrganisation(tables, 7, named));
  expect(planOrganisation(tables, 8, named).sellers).not.toEqual(planOrganisation(tables, 7, named).sellers);
});

test('codes and login names are unique, parents come first, named people sit where they are told to', () => {
  const plan = planOrganisation(tables, 20_261_122, named);
  const codes = plan.nodes.map((node) => node.code);
  expect(new Set(codes).size).toBe(codes.length);
  const logins = [...plan.sellers, ...named].map((person) => person.loginName);
  expect(new Set(logins).size).toBe(logins.length);
  expect(logins.every((login) => /^[a-z]+\.[a-z]+@[a-z0-9]+\.example$/.test(login))).toBe(true);
  const known = new Set([plan.company.code]);
  for (const node of plan.nodes) {
    expect(known.has(node.parentCode)).toBe(true);
    known.add(node.code);
  }
  expect(plan.nodes.find((node) => node.code === 'DLR001-S1')).toMatchObject({ name: 'Luca Ferri', parentCode: 'DLR001-B1', email: 'luca.ferri@dlr001.example' });
  expect(known.has('DLR001-S2') && known.has('DLR002-S1')).toBe(true);
});
