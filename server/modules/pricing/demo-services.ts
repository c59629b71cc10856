/** Demo services and packages: prices like those of the market, invented providers. */
import type { Context } from '#platform/context';
import { addService, addServicePackage } from './add-offers.ts';

/** Services and packages of the demo lender. */
export async function loadDemoServices(ctx: Context): Promise<void> {
  const shared = { optional: true, inTaeg: false, financed: true, kinds: null } as const;
  await addService(ctx, {
    ...shared, code: 'A-CPI', kind: 'insurance', provider: 'Assicurazioni Esempio S.p.A.', fixedCents: 0, monthlyCents: 590, securesCredit: true,
    name: { it: 'Protezione credito', en: 'Credit protection' },
    description: { it: 'Paga le rate in caso di inabilità o perdita del lavoro e salda il debito in caso di decesso.', en: 'Pays the instalments on disability or loss of work and the debt on death.' },
  });
  await addService(ctx, {
    ...shared, code: 'B-GAP', kind: 'insurance', provider: 'Assicurazioni Esempio S.p.A.', fixedCents: 2500, monthlyCents: 890,
    name: { it: 'Valore a nuovo (GAP)', en: 'GAP cover' },
    description: { it: 'Copre la differenza tra indennizzo e prezzo d’acquisto in caso di furto o danno totale.', en: 'Covers the gap between the indemnity and the purchase price on theft or total loss.' },
  });
  await addService(ctx, {
    ...shared, code: 'C-MAN', kind: 'maintenance', provider: 'Servizi Auto Modello S.r.l.', fixedCents: 0, monthlyCents: 2150,
    name: { it: 'Manutenzione programmata', en: 'Scheduled maintenance' },
    description: { it: 'Tagliandi previsti dal costruttore con ricambi originali, per tutta la durata.', en: 'The maker’s scheduled services with original parts for the whole term.' },
  });
  await addService(ctx, {
    ...shared, code: 'D-EXT', kind: 'maintenance', provider: 'Servizi Auto Modello S.r.l.', fixedCents: 19_000, monthlyCents: 690, kinds: ['used', 'kmZero', 'companyCar'],
    name: { it: 'Garanzia estesa usato', en: 'Used-car warranty' },
    description: { it: 'Guasti meccanici ed elettrici oltre la garanzia legale.', en: 'Mechanical and electrical faults beyond the legal warranty.' },
  });
  await addService(ctx, {
    ...shared, code: 'E-PNE', kind: 'maintenance', provider: 'Servizi Auto Modello S.r.l.', fixedCents: 9000, monthlyCents: 1190,
    name: { it: 'Pneumatici senza pensieri', en: 'Tyres included' },
    description: { it: 'Cambio stagionale, deposito e sostituzione degli pneumatici usurati.', en: 'Seasonal change, storage and replacement of worn tyres.' },
  });
  await addService(ctx, {
    ...shared, code: 'F-FUR', kind: 'insurance', provider: 'Assicurazioni Esempio S.p.A.', fixedCents: 3500, monthlyCents: 1590,
    name: { it: 'Furto e incendio', en: 'Theft and fire' },
    description: { it: 'Furto totale e parziale, incendio, cristalli ed eventi naturali.', en: 'Total and partial theft, fire, glass and natural events.' },
  });
  await addServicePackage(ctx, { code: 'P-SERENO', name: { it: 'Pacchetto Sereno', en: 'Worry-free package' }, services: ['C-MAN', 'E-PNE', 'F-FUR'] });
  await addServicePackage(ctx, { code: 'P-TUTELA', name: { it: 'Pacchetto Tutela', en: 'Protection package' }, services: ['A-CPI', 'B-GAP', 'F-FUR'] });
  await addServicePackage(ctx, { code: 'P-USATO', name: { it: 'Pacchetto Usato Sicuro', en: 'Safe used-car package' }, services: ['C-MAN', 'D-EXT'] });
}
