/** Options, packs and colours as a file: one row an option of a price list day, with its rules. */
import { v7 as uuidv7 } from 'uuid';
import type { ImportKind } from '#platform/import-kind';
import { versionCodesAddress } from '../api.ts';
import { fuelChoices, optionKindChoices } from './vehicle-choices.ts';
import { checkOptions, writeOptions } from './options-stage.ts';

const knownFuels = new Set(Object.keys(fuelChoices));

export const importOptions: ImportKind = {
  key: 'vehicles.options',
  words: { it: 'Listino: optional, pacchetti e colori', en: 'Catalogue: options, packs and colours' },
  description: { it: 'Prezzi e regole di compatibilità per modello o per singola versione', en: 'Prices and compatibility rules by model or single version' },
  privilege: 'vehicles.catalogue.write',
  identity: ['code', 'make', 'carline', 'versionCode', 'validFrom'],
  mayWithdraw: false,
  columns: [
    { key: 'make', words: { it: 'Marca', en: 'Make' }, type: 'text', required: true, maxLength: 80, headers: ['Casa', 'Brand', 'Manufacturer'], example: 'Fiat' },
    { key: 'carline', words: { it: 'Modello', en: 'Model' }, type: 'text', required: true, maxLength: 80, headers: ['Gamma', 'Carline', 'Range'], example: 'Grande Panda' },
    { key: 'versionCode', words: { it: 'Codice versione', en: 'Version code' }, type: 'text', required: false, maxLength: 80, headers: ['Vehicle ID', 'UID'], example: '', note: { it: 'Vuoto: vale per tutte le versioni del modello.', en: 'Empty: for every version of the model.' }, codesAt: versionCodesAddress },
    { key: 'code', words: { it: 'Codice optional', en: 'Option code' }, type: 'text', required: true, maxLength: 40, headers: ['Codice', 'Option ID', 'Codice opt'], example: 'CAM' },
    { key: 'kind', words: { it: 'Genere', en: 'Kind' }, type: 'choice', required: true, choices: optionKindChoices, headers: ['Tipo', 'Option type'], example: 'optional' },
    { key: 'category', words: { it: 'Categoria', en: 'Category' }, type: 'text', required: false, maxLength: 60, headers: ['Gruppo', 'Option category'], example: 'comfort' },
    { key: 'name', words: { it: 'Descrizione', en: 'Description' }, type: 'text', required: true, maxLength: 160, headers: ['Nome', 'Option name'], example: 'Telecamera posteriore' },
    { key: 'price', words: { it: 'Prezzo', en: 'Price' }, type: 'amount', required: true, max: 100_000_000, headers: ['Prezzo IVA inclusa', 'Option price'], example: '350,00' },
    { key: 'requires', words: { it: 'Richiede', en: 'Requires' }, type: 'codes', required: false, example: '' },
    { key: 'requiresAny', words: { it: 'Richiede uno fra', en: 'Requires one of' }, type: 'codes', required: false, example: 'SCR|PACK', note: { it: 'Alternative unite da |, gruppi separati da spazi.', en: 'Alternatives joined by |, groups with spaces between.' } },
    { key: 'excludes', words: { it: 'Esclude', en: 'Excludes' }, type: 'codes', required: false, example: '' },
    { key: 'includes', words: { it: 'Comprende', en: 'Includes' }, type: 'codes', required: false, headers: ['Include'], example: '' },
    { key: 'onlyFuels', words: { it: 'Solo alimentazioni', en: 'Only fuels' }, type: 'codes', required: false, example: 'petrol diesel' },
    { key: 'notFuels', words: { it: 'Non alimentazioni', en: 'Not fuels' }, type: 'codes', required: false, example: '' },
    { key: 'validFrom', words: { it: 'Valido dal', en: 'Valid from' }, type: 'date', required: true, headers: ['Data listino', 'Price start date'], example: '01/01/2026' },
    { key: 'validTo', words: { it: 'Valido fino al', en: 'Valid until' }, type: 'date', required: false, headers: ['Price end date'], example: '', note: { it: 'Il primo giorno in cui non si ordina più.', en: 'The first day on which it can no longer be ordered.' } },
  ],
  faults: {
    carline_unknown: {
      problem: { it: 'Il catalogo non ha questo modello di questa marca.', en: 'The catalogue has no such model of this make.' },
      remedy: { it: 'Importa prima le versioni, o correggi marca e modello.', en: 'Import the versions first, or mend make and model.' },
    },
    version_unknown: {
      problem: { it: 'Il modello non ha una versione con questo codice.', en: 'The model has no version of this code.' },
      remedy: { it: 'Correggi il codice, o lascialo vuoto per tutte le versioni.', en: 'Mend the code, or leave it empty for every version.' },
    },
    fuel_unknown: {
      problem: { it: 'Fra le alimentazioni c’è una parola sconosciuta.', en: 'Among the fuels there is an unknown word.' },
      remedy: { it: `Usa ${[...knownFuels].join(', ')}.`, en: `Use ${[...knownFuels].join(', ')}.` },
    },
    dates_reversed: {
      problem: { it: 'La data di fine non segue quella di inizio.', en: 'The end does not follow the beginning.' },
      remedy: { it: 'Correggi una delle due date.', en: 'Mend one of the two days.' },
    },
    unknown_code: {
      problem: { it: 'Una regola nomina codici che il listino non ha: {value}.', en: 'A rule names codes the list does not have: {value}.' },
      remedy: { it: 'Aggiungi le righe mancanti o togli il codice dalla regola.', en: 'Add the missing rows or take the code out of the rule.' },
    },
    includes_in_circle: {
      problem: { it: 'Comprende sé stesso attraverso {value}.', en: 'It includes itself through {value}.' },
      remedy: { it: 'Togli uno dei codici da «Comprende».', en: 'Take one of the codes out of "Includes".' },
    },
    excludes_what_it_needs: {
      problem: { it: 'Esclude ciò che richiede o comprende: {value}.', en: 'It excludes what it needs or includes: {value}.' },
      remedy: { it: 'Togli il codice da una delle due regole.', en: 'Take the code out of one of the two rules.' },
    },
  },
  derived: { carlineId: () => null, versionId: () => null, optionId: () => null, newId: () => uuidv7(), outcome: () => null },
  checkRow: (row) => {
    const faults = [];
    for (const column of ['onlyFuels', 'notFuels'] as const) {
      const fuels = String(row[column] ?? '').split(' ').filter((fuel) => fuel !== '');
      if (fuels.some((fuel) => !knownFuels.has(fuel))) faults.push({ column, code: 'fuel_unknown' });
    }
    if (row['validTo'] !== null && row['validFrom'] !== null && String(row['validTo']) <= String(row['validFrom'])) faults.push({ column: 'validTo', code: 'dates_reversed' });
    return faults;
  },
  checkStage: checkOptions,
  write: writeOptions,
};
