/** Plans the invented organisation from the tables and a seed: pure, the same every time. */
import type { NewNode, NodeDetails } from '../people/nodes.ts';
import { createDraw } from './demo-tables.ts';

type Table = readonly Readonly<Record<string, string>>[];

export interface DemoTables {
  readonly lenders: Table;
  readonly dealers: Table;
  readonly provinces: Table;
  readonly givenNames: Table;
  readonly surnames: Table;
  readonly streets: Table;
}

export interface PlannedNode extends NodeDetails {
  readonly parentCode: string;
  readonly kind: NewNode['kind'];
  readonly code: string;
  readonly name: string;
}

export interface PlannedSeller {
  readonly nodeCode: string;
  readonly loginName: string;
  readonly displayName: string;
}

export interface OrganisationPlan {
  readonly company: { readonly code: string; readonly name: string; readonly details: NodeDetails };
  readonly nodes: readonly PlannedNode[];
  /** Sellers whose names were drawn by lot. */
  readonly sellers: readonly PlannedSeller[];
}

const areaCodes: Readonly<Record<string, string>> = { 'Nord-ovest': 'AREA-NO', 'Nord-est': 'AREA-NE', Centro: 'AREA-CE', Sud: 'AREA-SU', Isole: 'AREA-IS' };
// Dark enough for white text upon them: at least 4.5 to 1.
const brandColours = ['#1b4f72', '#7b241c', '#145a32', '#5b2c6f', '#784212', '#0e6251', '#283747', '#922b21', '#1a5276', '#6e2c00'];
const sellersPerBranch = 2;

function asLogin(name: string): string {
  return name.normalize('NFD').replace(/[^A-Za-z]/g, '').toLowerCase();
}

/** `named` are the people who already own a seller node or a login name. */
export function planOrganisation(tables: DemoTables, seed: number, named: readonly { loginName: string; displayName: string; nodes: readonly string[] }[]): OrganisationPlan {
  const draw = createDraw(seed);
  const pick = (table: Table): Readonly<Record<string, string>> => table[draw(table.length)] ?? {};
  const address = () => `${pick(tables.streets)['street'] ?? ''} ${1 + draw(120)}`;
  const namedByNode = new Map(named.flatMap((person) => person.nodes.map((node) => [node, person] as const)));
  const taken = new Set(named.map((person) => person.loginName));
  const regionOf = new Map(tables.provinces.map((row) => [row['province'] ?? '', row]));
  const lender = tables.lenders[0] ?? {};
  const companyCode = lender['code'] ?? '';
  const nodes: PlannedNode[] = [];
  const sellers: PlannedSeller[] = [];

  const drawSeller = (domain: string): { loginName: string; displayName: string } => {
    for (;;) {
      const given = pick(tables.givenNames)['name'] ?? '';
      const surname = pick(tables.surnames)['surname'] ?? '';
      const loginName = `${asLogin(given)}.${asLogin(surname)}@${domain}`;
      if (taken.has(loginName)) continue;
      taken.add(loginName);
      return { loginName, displayName: `${given} ${surname}` };
    }
  };

  for (const [area, code] of Object.entries(areaCodes)) nodes.push({ parentCode: companyCode, kind: 'district', code, name: `Distretto ${area}` });
  const regions = new Map(tables.provinces.map((row) => [row['region_code'] ?? '', row]));
  for (const [code, row] of [...regions].toSorted(([a], [b]) => a.localeCompare(b))) {
    nodes.push({ parentCode: areaCodes[row['macro_area'] ?? ''] ?? companyCode, kind: 'region', code: `REG-${code}`, name: `Area ${row['region'] ?? ''}` });
  }
  tables.dealers.forEach((dealer, index) => {
    const code = dealer['code'] ?? '';
    const domain = `${code.toLowerCase()}.example`;
    const place = { municipalityCode: dealer['istat_code'] ?? null, city: dealer['city'] ?? null, province: dealer['province'] ?? null };
    const mainAddress = address();
    const phone = (extension: number) => `0000 ${code.slice(3)}${String(extension).padStart(3, '0')}`;
    nodes.push({
      ...place, parentCode: `REG-${regionOf.get(dealer['province'] ?? '')?.['region_code'] ?? ''}`, kind: 'dealer', code, name: dealer['name'] ?? '', addressLine: mainAddress,
      vatNumber: dealer['vat_number'] ?? null, phone: phone(0), email: dealer['email'] ?? null, brandColour: brandColours[index % brandColours.length] ?? null,
    });
    const branches = index < 2 ? 2 : 1 + draw(2);
    for (let branch = 1; branch <= branches; branch += 1) {
      const branchCode = `${code}-B${branch}`;
      nodes.push({
        ...place, parentCode: code, kind: 'branch', code: branchCode, name: branch === 1 ? `Sede di ${dealer['city'] ?? ''}` : `Seconda sede di ${dealer['city'] ?? ''}`,
        addressLine: branch === 1 ? mainAddress : address(), phone: phone(branch * 100), email: dealer['email'] ?? null,
      });
      for (let seat = 1; seat <= sellersPerBranch; seat += 1) {
        const nodeCode = `${code}-S${(branch - 1) * sellersPerBranch + seat}`;
        const owner = namedByNode.get(nodeCode) ?? drawSeller(domain);
        nodes.push({ parentCode: branchCode, kind: 'seller', code: nodeCode, name: owner.displayName, email: owner.loginName, phone: phone(branch * 100 + seat) });
        if (!namedByNode.has(nodeCode)) sellers.push({ nodeCode, ...owner });
      }
    }
  });
  return {
    company: {
      code: companyCode,
      name: lender['name'] ?? '',
      details: { municipalityCode: '015146', city: 'Milano', province: 'MI', addressLine: 'Via dell’Esempio 1', vatNumber: lender['vat_number'] ?? null, phone: '0000 000000', email: lender['email'] ?? null, brandColour: '#1b4f72' },
    },
    nodes,
    sellers,
  };
}
