/** Words of the printed quote that depend on our data rather than on its layout. */
export const documentWords = {
  it: {
    fuel: 'Alimentazione',
    power: 'Potenza',
    plate: 'Targa',
    vin: 'Telaio',
    firstRegistration: 'Immatricolazione',
    mileage: 'Percorrenza',
    arrangementFee: 'Spese di istruttoria',
    collectionFees: 'Spese di incasso rata',
    stampDuty: 'Imposta di bollo',
    ofPackage: (name: string) => `Pacchetto ${name}`,
    uses: {
      notExclusive: 'Uso aziendale non esclusivo',
      exclusive: 'Uso esclusivo e strumentale',
      agent: 'Agenti e rappresentanti',
      employee: 'In uso promiscuo al dipendente',
    },
    deductible: (use: string, vat: string, cost: string, ceiling: string | null, sources: string) =>
      `${use}: IVA detraibile al ${vat}, costi deducibili al ${cost}${ceiling === null ? '' : ` fino a un costo del veicolo di ${ceiling}`} (${sources}).`,
    deductibleNote: 'Deducibilità: indicazione generale, da verificare con il consulente fiscale del cliente.',
  },
  en: {
    fuel: 'Fuel',
    power: 'Power',
    plate: 'Plate',
    vin: 'VIN',
    firstRegistration: 'First registration',
    mileage: 'Mileage',
    arrangementFee: 'Arrangement fee',
    collectionFees: 'Collection fees',
    stampDuty: 'Stamp duty',
    ofPackage: (name: string) => `Package ${name}`,
    uses: {
      notExclusive: 'Business use, not exclusive',
      exclusive: 'Exclusive, instrumental use',
      agent: 'Agents and representatives',
      employee: 'Given to an employee for mixed use',
    },
    deductible: (use: string, vat: string, cost: string, ceiling: string | null, sources: string) =>
      `${use}: VAT deductible at ${vat}, costs at ${cost}${ceiling === null ? '' : ` up to a car cost of ${ceiling}`} (${sources}).`,
    deductibleNote: 'Deductibility: a general indication, to be verified with the customer’s tax adviser.',
  },
} as const;

export const fuelNames: Readonly<Record<string, { readonly it: string; readonly en: string }>> = {
  petrol: { it: 'Benzina', en: 'Petrol' },
  diesel: { it: 'Diesel', en: 'Diesel' },
  lpg: { it: 'GPL', en: 'LPG' },
  cng: { it: 'Metano', en: 'CNG' },
  electric: { it: 'Elettrica', en: 'Electric' },
  full_hybrid: { it: 'Full hybrid', en: 'Full hybrid' },
  mild_hybrid_petrol: { it: 'Mild hybrid benzina', en: 'Mild hybrid petrol' },
  mild_hybrid_diesel: { it: 'Mild hybrid diesel', en: 'Mild hybrid diesel' },
  plug_in_hybrid: { it: 'Plug-in hybrid', en: 'Plug-in hybrid' },
};
