/** A yard as a file: one row a car, found again by its VIN. */
import { v7 as uuidv7 } from 'uuid';
import type { ImportFaultWords, ImportKind } from '#platform/import-kind';
import { versionCodesAddress } from '../api.ts';
import { checkIdentifiers, identifierWords } from '../identifiers/check-identifiers.ts';
import { searchText } from '../search-text.ts';
import { checkStock, writeStock } from './stock-stage.ts';
import { kindChoices, stateChoices } from './vehicle-choices.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const readAgain = {
  vin: { it: 'Rileggi il telaio sul libretto e correggilo.', en: 'Read the VIN again in the registration document and mend it.' },
  plate: { it: 'Correggi la targa, o scrivi il Paese nella colonna «Paese targa».', en: 'Mend the plate, or give its country in the column "Plate country".' },
};
const identifierFaults: Record<string, ImportFaultWords> = Object.fromEntries(
  Object.entries(identifierWords).map(([code, problem]) => [code, { problem, remedy: code.startsWith('vin') ? readAgain.vin : readAgain.plate }]),
);

export const importStock: ImportKind = {
  key: 'vehicles.stock',
  words: { it: 'Giacenza', en: 'Stock' },
  description: { it: 'Le auto dei piazzali per telaio; di un file completo si può togliere ciò che non c’è più', en: 'The cars of the yards by VIN; with a full file, what is no longer there can be withdrawn' },
  privilege: 'vehicles.stock.write',
  identity: ['vin'],
  mayWithdraw: true,
  columns: [
    { key: 'vin', words: { it: 'Telaio', en: 'VIN' }, type: 'text', required: true, maxLength: 40, headers: ['Numero telaio', 'N. telaio', 'Chassis'], example: 'ZFA3120000J123456' },
    { key: 'versionCode', words: { it: 'Codice versione', en: 'Version code' }, type: 'text', required: true, maxLength: 80, headers: ['Codice', 'Codice listino', 'Vehicle ID'], example: 'fiat-gp-12-t100', codesAt: versionCodesAddress },
    { key: 'site', words: { it: 'Codice sede', en: 'Site code' }, type: 'text', required: true, maxLength: 40, headers: ['Sede', 'Piazzale', 'Branch', 'Location'], example: 'DLR001-B1' },
    { key: 'kind', words: { it: 'Tipo', en: 'Kind' }, type: 'choice', required: true, choices: kindChoices, headers: ['Tipologia', 'Nuovo/usato', 'Stato veicolo', 'Condition'], example: 'usato' },
    { key: 'price', words: { it: 'Prezzo', en: 'Price' }, type: 'amount', required: true, min: 1, max: 1_000_000_000, headers: ['Prezzo vendita', 'Prezzo IVA inclusa', 'Asking price'], example: '14.900,00', note: { it: 'In euro, IVA inclusa.', en: 'In euro, with VAT.' } },
    { key: 'plate', words: { it: 'Targa', en: 'Plate' }, type: 'text', required: false, maxLength: 20, headers: ['Numero targa', 'Registration'], example: 'GX619EN' },
    { key: 'plateCountry', words: { it: 'Paese targa', en: 'Plate country' }, type: 'text', required: false, maxLength: 2, headers: ['Nazione targa'], example: 'IT' },
    { key: 'firstRegistrationOn', words: { it: 'Prima immatricolazione', en: 'First registration' }, type: 'date', required: false, headers: ['Data immatricolazione', 'Immatricolazione', 'Registration date'], example: '15/03/2023' },
    { key: 'mileageKm', words: { it: 'Chilometri', en: 'Mileage km' }, type: 'integer', required: false, max: 2_000_000, headers: ['Km', 'Percorrenza', 'Odometer'], example: '38.500' },
    { key: 'colour', words: { it: 'Colore', en: 'Colour' }, type: 'text', required: false, maxLength: 60, headers: ['Colore esterno', 'Color'], example: 'Bianco' },
    { key: 'state', words: { it: 'Stato', en: 'State' }, type: 'choice', required: false, choices: stateChoices, headers: ['Disponibilità', 'Availability'], example: 'disponibile' },
    { key: 'arrivedOn', words: { it: 'Arrivata il', en: 'Arrived on' }, type: 'date', required: false, headers: ['Data arrivo', 'In stock dal', 'Data carico', 'Date in stock'], example: '02/11/2026' },
  ],
  faults: {
    ...identifierFaults,
    country_form: {
      problem: { it: 'Il Paese della targa non è un codice di due lettere.', en: 'The country of the plate is no code of two letters.' },
      remedy: { it: 'Scrivi per esempio IT, DE, FR.', en: 'Write IT, DE, FR, for example.' },
    },
    site_not_yours: {
      problem: { it: 'Nessuna sede alla tua portata ha questo codice.', en: 'No site within your reach has this code.' },
      remedy: { it: 'Usa il codice di una delle tue sedi (vedi Organizzazione).', en: 'Use the code of one of your sites (see Organisation).' },
    },
    version_unknown: {
      problem: { it: 'Il catalogo non ha una versione con questo codice.', en: 'The catalogue has no version of this code.' },
      remedy: { it: 'Cerca il codice nell’elenco dei codici (Importazioni) o nel Listino; se la versione non c’è, chiedi di aggiungerla al listino.', en: 'Look for the code in the list of codes (Imports) or in the Catalogue; if the version is not there, ask for it to be added.' },
    },
    vin_elsewhere: {
      problem: { it: 'Questo telaio è già nel piazzale di un altro concessionario.', en: 'This VIN stands in the yard of another dealer already.' },
      remedy: { it: 'Verifica il telaio; se l’auto è passata a te, chiedi all’altro di toglierla.', en: 'Check the VIN; if the car came to you, ask the other to remove it.' },
    },
    car_reserved: {
      problem: { it: 'L’auto è riservata da un preventivo: un file non la vende.', en: 'The car is held for a quote: a file does not sell it.' },
      remedy: { it: 'Vendila dalla sua scheda, o libera prima la riserva.', en: 'Sell it from its own page, or free it first.' },
    },
    registered_in_future: {
      problem: { it: 'La data è nel futuro.', en: 'The day lies in the future.' },
      remedy: { it: 'Correggi la data.', en: 'Mend the day.' },
    },
  },
  derived: {
    searchText: (row) => searchText(text(row['plate']), text(row['vin'])),
    newId: () => uuidv7(),
    nodeId: () => null,
    versionId: () => null,
    stockId: () => null,
    outcome: () => null,
  },
  checkRow: (row, today) => {
    const faults: { column: string; code: string }[] = [];
    const country = text(row['plateCountry']).toUpperCase();
    row['plateCountry'] = country === '' ? null : country;
    if (country !== '' && !/^[A-Z]{2}$/.test(country)) faults.push({ column: 'plateCountry', code: 'country_form' });
    if (typeof row['vin'] === 'string') {
      const checked = checkIdentifiers({ vin: row['vin'], plate: row['plate'] === null ? null : text(row['plate']), plateCountry: country === '' ? undefined : country, firstRegistrationOn: row['firstRegistrationOn'] === null ? null : text(row['firstRegistrationOn']) });
      row['vin'] = checked.vin;
      row['plate'] = checked.plate;
      faults.push(...checked.faults.map(({ field, code }) => ({ column: field, code })));
    }
    for (const column of ['firstRegistrationOn', 'arrivedOn'] as const) if (text(row[column]) > today) faults.push({ column, code: 'registered_in_future' });
    return faults;
  },
  checkStage: checkStock,
  write: writeStock,
};
