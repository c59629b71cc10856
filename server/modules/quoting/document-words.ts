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
