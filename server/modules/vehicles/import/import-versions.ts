/** The catalogue as a file: one row a version, found again by its code in the list it comes from. */
import { v7 as uuidv7 } from 'uuid';
import type { ImportKind } from '#platform/import-kind';
import { searchText } from '../search-text.ts';
import { bodyChoices, fuelChoices } from './vehicle-choices.ts';
import { writeVersions } from './versions-stage.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const importVersions: ImportKind = {
  key: 'vehicles.versions',
  words: { it: 'Listino: versioni', en: 'Catalogue: versions' },
  description: { it: 'Marche, modelli e versioni con prezzo di listino e dati tecnici', en: 'Makes, models and versions with list price and technical data' },
  privilege: 'vehicles.catalogue.write',
  identity: ['externalCode'],
  mayWithdraw: false,
  columns: [
    { key: 'externalCode', words: { it: 'Codice', en: 'Code' }, type: 'text', required: true, maxLength: 80, headers: ['Codice versione', 'Version code', 'UID', 'Vehicle ID', 'Codice esterno', 'id'], example: 'fiat-gp-12-t100' },
    { key: 'make', words: { it: 'Marca', en: 'Make' }, type: 'text', required: true, maxLength: 80, headers: ['Casa', 'Costruttore', 'Brand', 'Manufacturer'], example: 'Fiat' },
    { key: 'carline', words: { it: 'Modello', en: 'Model' }, type: 'text', required: true, maxLength: 80, headers: ['Gamma', 'Carline', 'Range'], example: 'Grande Panda' },
    { key: 'name', words: { it: 'Versione', en: 'Version' }, type: 'text', required: true, maxLength: 160, headers: ['Allestimento', 'Descrizione versione', 'Derivative', 'Trim', 'Version name'], example: '1.2 T100 manuale' },
    { key: 'segment', words: { it: 'Segmento', en: 'Segment' }, type: 'text', required: false, maxLength: 20, headers: ['Categoria commerciale'], example: 'B' },
    { key: 'body', words: { it: 'Carrozzeria', en: 'Body' }, type: 'choice', required: false, choices: bodyChoices, headers: ['Body type', 'Tipo carrozzeria'], example: 'due volumi' },
    { key: 'fuel', words: { it: 'Alimentazione', en: 'Fuel' }, type: 'choice', required: true, choices: fuelChoices, headers: ['Carburante', 'Fuel type', 'Motorizzazione', 'Powertrain'], example: 'benzina' },
    { key: 'powerKw', words: { it: 'Potenza kW', en: 'Power kW' }, type: 'integer', required: true, min: 1, max: 2000, headers: ['kW', 'Maximum power kW'], example: '74' },
    {
      key: 'powerCv', words: { it: 'Potenza CV', en: 'Power PS' }, type: 'integer', required: false, min: 1, max: 2720, headers: ['CV', 'Cavalli', 'PS', 'Maximum power hp'], example: '101',
      note: { it: 'Senza, si calcola dai kW.', en: 'Without it, computed from the kW.' },
    },
    { key: 'co2GKm', words: { it: 'CO2 g/km', en: 'CO2 g/km' }, type: 'integer', required: false, max: 1000, headers: ['CO2 WLTP', 'Emissioni CO2', 'CO2 combined'], example: '127' },
    { key: 'seats', words: { it: 'Posti', en: 'Seats' }, type: 'integer', required: false, min: 1, max: 20, headers: ['Numero posti', 'Seating capacity'], example: '5' },
    { key: 'listPrice', words: { it: 'Prezzo di listino', en: 'List price' }, type: 'amount', required: true, min: 1, max: 1_000_000_000, headers: ['Listino', 'Prezzo', 'Prezzo IVA inclusa', 'Retail price', 'List price incl VAT'], example: '16.950,00', note: { it: 'In euro, IVA inclusa.', en: 'In euro, with VAT.' } },
    { key: 'vatPct', words: { it: 'IVA %', en: 'VAT %' }, type: 'integer', required: false, max: 30, headers: ['Aliquota IVA', 'VAT rate'], example: '22' },
    { key: 'validFrom', words: { it: 'In vendita dal', en: 'On sale from' }, type: 'date', required: false, headers: ['Valido dal', 'Data inizio validità', 'Price start date', 'Valid from'], example: '01/01/2026' },
    { key: 'validTo', words: { it: 'In vendita fino al', en: 'On sale until' }, type: 'date', required: false, headers: ['Valido fino al', 'Data fine validità', 'Price end date', 'Valid to'], example: '01/01/2028', note: { it: 'Il primo giorno in cui non è più in vendita.', en: 'The first day on which it is no longer sold.' } },
    { key: 'category', words: { it: 'Categoria di omologazione', en: 'Type approval category' }, type: 'text', required: false, maxLength: 5, headers: ['Categoria', 'EC category'], example: 'M1' },
    { key: 'massKg', words: { it: 'Massa kg', en: 'Mass kg' }, type: 'integer', required: false, min: 1, max: 60_000, headers: ['Massa in ordine di marcia', 'Kerb weight'], example: '1170' },
    { key: 'producedFrom', words: { it: 'Prodotta dal', en: 'Built from' }, type: 'date', required: false, headers: ['Production start date'], example: '01/03/2025' },
    { key: 'producedTo', words: { it: 'Prodotta fino al', en: 'Built until' }, type: 'date', required: false, headers: ['Production end date'], example: '01/01/2029' },
  ],
  faults: {
    category_form: {
      problem: { it: 'Non è una categoria di omologazione.', en: 'It is no category of the type approval.' },
      remedy: { it: 'Scrivi M1, N1, L6e o simili.', en: 'Write M1, N1, L6e or the like.' },
    },
    dates_reversed: {
      problem: { it: 'La data di fine non segue quella di inizio.', en: 'The end does not follow the beginning.' },
      remedy: { it: 'Correggi una delle due date.', en: 'Mend one of the two days.' },
    },
  },
  derived: {
    searchText: (row) => searchText(text(row['make']), text(row['carline']), text(row['name'])),
    newId: () => uuidv7(),
    carlineId: () => null,
    versionId: () => null,
    outcome: () => null,
  },
  checkRow: (row) => {
    const faults = [];
    if (typeof row['category'] === 'string') {
      row['category'] = row['category'].charAt(0).toUpperCase() + row['category'].slice(1);
      if (!/^[LMNO][1-7]/.test(row['category'])) faults.push({ column: 'category', code: 'category_form' });
    }
    for (const [from, to] of [['validFrom', 'validTo'], ['producedFrom', 'producedTo']] as const) {
      if (row[from] !== null && row[to] !== null && text(row[to]) <= text(row[from])) faults.push({ column: to, code: 'dates_reversed' });
    }
    // One metric horsepower is 735.49875 W.
    if (row['powerCv'] === null && typeof row['powerKw'] === 'number') row['powerCv'] = Math.round(row['powerKw'] / 0.735_498_75);
    return faults;
  },
  write: writeVersions,
};
