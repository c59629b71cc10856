/** The people of the demo world who are told to the user; sellers beside them are drawn by lot. */
export interface DemoAccount {
  readonly loginName: string;
  readonly displayName: string;
  /** What they are, for the list that is printed at start. */
  readonly role: { readonly it: string; readonly en: string };
}

export interface DemoPerson extends DemoAccount {
  /** Key of the profile and code of the node, one per personality; the first is taken at the first sign-in. */
  readonly personalities: readonly { readonly profile: string; readonly node: string }[];
}

/** Public on purpose: it opens invented data only, and a production set-up refuses the demo world. */
export const demoPassword = 'guida-la-demo-2026';

const company = 'ORG01';

/** Sellers named here take the first seller nodes of their dealers. */
export const demoPeople: readonly DemoPerson[] = [
  { loginName: 'luca.ferri@dlr001.example', displayName: 'Luca Ferri', role: { it: 'Venditore, Autoesempio Valdifinta (Grosseto)', en: 'Seller, Autoesempio Valdifinta (Grosseto)' }, personalities: [{ profile: 'seller', node: 'DLR001-S1' }] },
  { loginName: 'marta.greco@dlr002.example', displayName: 'Marta Greco', role: { it: 'Venditrice, Motori Immaginari Borgonullo (Trani)', en: 'Seller, Motori Immaginari Borgonullo (Trani)' }, personalities: [{ profile: 'seller', node: 'DLR002-S1' }] },
  {
    loginName: 'paolo.serra@dlr001.example', displayName: 'Paolo Serra', role: { it: 'Venditore di Autoesempio Valdifinta e cliente', en: 'Seller of Autoesempio Valdifinta and customer' },
    personalities: [{ profile: 'seller', node: 'DLR001-S2' }, { profile: 'customer', node: company }],
  },
  { loginName: 'anna.villa@dlr001.example', displayName: 'Anna Villa', role: { it: 'Responsabile della concessionaria Autoesempio Valdifinta', en: 'Dealer manager of Autoesempio Valdifinta' }, personalities: [{ profile: 'dealerManager', node: 'DLR001' }] },
  { loginName: 'giorgio.neri@org01.example', displayName: 'Giorgio Neri', role: { it: 'Responsabile di area, Toscana', en: 'Area manager, Toscana' }, personalities: [{ profile: 'areaManager', node: 'REG-09' }] },
  { loginName: 'silvia.conti@org01.example', displayName: 'Silvia Conti', role: { it: 'Responsabile di distretto, Centro', en: 'District manager, Centro' }, personalities: [{ profile: 'districtManager', node: 'AREA-CE' }] },
  { loginName: 'chiara.fontana@org01.example', displayName: 'Chiara Fontana', role: { it: 'Responsabile prodotti e listini', en: 'Pricing manager' }, personalities: [{ profile: 'pricingManager', node: company }] },
  { loginName: 'stefano.riva@org01.example', displayName: 'Stefano Riva', role: { it: 'Secondo approvatore prodotti e listini', en: 'Pricing second approver' }, personalities: [{ profile: 'pricingApprover', node: company }] },
  { loginName: 'francesca.leone@org01.example', displayName: 'Francesca Leone', role: { it: 'Operatrice del credito', en: 'Credit operator' }, personalities: [{ profile: 'creditOperator', node: company }] },
  { loginName: 'roberto.monti@org01.example', displayName: 'Roberto Monti', role: { it: 'Responsabile del credito', en: 'Head of credit' }, personalities: [{ profile: 'headOfCredit', node: company }] },
  { loginName: 'irene.galli@org01.example', displayName: 'Irene Galli', role: { it: 'Operatrice liquidazioni', en: 'Payout operator' }, personalities: [{ profile: 'payoutOperator', node: company }] },
  { loginName: 'marco.testa@org01.example', displayName: 'Marco Testa', role: { it: 'Operatore assistenza clienti', en: 'Customer care operator' }, personalities: [{ profile: 'careOperator', node: company }] },
  { loginName: 'laura.bassi@org01.example', displayName: 'Laura Bassi', role: { it: 'Recuperatrice interna', en: 'In-house collector' }, personalities: [{ profile: 'collector', node: company }] },
  { loginName: 'nicola.fabbri@org06.example', displayName: 'Nicola Fabbri', role: { it: 'Utente dell’agenzia Recuperi Esempio', en: 'User of the agency Recuperi Esempio' }, personalities: [{ profile: 'agencyUser', node: company }] },
  { loginName: 'giulia.barone@posta.example', displayName: 'Giulia Barone', role: { it: 'Cliente', en: 'Customer' }, personalities: [{ profile: 'customer', node: company }] },
  { loginName: 'davide.colombo@org01.example', displayName: 'Davide Colombo', role: { it: 'Tecnico informatico', en: 'IT technician' }, personalities: [{ profile: 'itTechnician', node: company }] },
  { loginName: 'elena.marchetti@org01.example', displayName: 'Elena Marchetti', role: { it: 'Amministratrice di sistema', en: 'System administrator' }, personalities: [{ profile: 'systemAdministrator', node: company }] },
];

/** Accounts to show to whoever starts the demo; the password of each is `demoPassword`. */
export const demoAccounts: readonly DemoAccount[] = demoPeople.map(({ loginName, displayName, role }) => ({ loginName, displayName, role }));
