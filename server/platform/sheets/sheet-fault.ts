/** What a table file may hold, and the names by which a file beyond it is refused. */

export interface SheetLimits {
  readonly fileBytes: number;
  /** Sum of all parts of an XLSX once unpacked. */
  readonly unpackedBytes: number;
  /** Unpacked bytes per packed byte; asked only of parts above `ratioFloorBytes`, since small parts of zeros are harmless. */
  readonly ratio: number;
  readonly ratioFloorBytes: number;
  readonly zipEntries: number;
  /** Rows, the head line among them. */
  readonly rows: number;
  readonly columns: number;
  /** Characters of one cell; 32,767 is what spreadsheets themselves can hold. */
  readonly cellLength: number;
  /** Texts shared by the cells of an XLSX are the one part that stays in memory: their characters, all together. */
  readonly sharedCharacters: number;
}

/** Limits unless a caller sets its own: a network's price list passes, nothing that hurts does. */
export const defaultSheetLimits: SheetLimits = {
  fileBytes: 64 * 1_048_576,
  unpackedBytes: 768 * 1_048_576,
  ratio: 200,
  ratioFloorBytes: 4 * 1_048_576,
  zipEntries: 2000,
  rows: 500_001,
  columns: 200,
  cellLength: 32_767,
  sharedCharacters: 32 * 1_048_576,
};

/** Why a file is not read, with what to do. `{name}` takes a value of the fault's details. */
export const sheetFaultWords = {
  file_empty: { it: 'Il file è vuoto: scegli un file con una riga di intestazione e almeno una riga di dati.', en: 'The file is empty: choose one with a head line and at least one row.' },
  file_too_large: { it: 'Il file supera {limitMb} MB: dividilo in più file.', en: 'The file is larger than {limitMb} MB: split it.' },
  not_a_sheet: { it: 'Il contenuto non è né CSV né XLSX, qualunque sia il nome: salva il foglio come XLSX o CSV.', en: 'The content is neither CSV nor XLSX, whatever its name: save the sheet as XLSX or CSV.' },
  old_or_locked_excel: { it: 'È un file Excel vecchio (.xls) o protetto da password: salvalo come XLSX senza password.', en: 'This is an old Excel file (.xls) or one with a password: save it as XLSX without a password.' },
  encoding_unknown: { it: 'Il testo è in UTF-16: salvalo come CSV UTF-8.', en: 'The text is UTF-16: save it as CSV UTF-8.' },
  zip_bomb: { it: 'Il file compresso si espande oltre misura: non viene aperto.', en: 'The compressed file unpacks beyond measure: it is not opened.' },
  zip_damaged: { it: 'Il file XLSX è danneggiato: aprilo e salvalo di nuovo.', en: 'The XLSX file is damaged: open it and save it again.' },
  macros: { it: 'Il file contiene macro: salvalo come XLSX senza macro.', en: 'The file holds macros: save it as XLSX without macros.' },
  external_links: { it: 'Il file contiene collegamenti ad altri file: incolla i valori e salvalo di nuovo.', en: 'The file links to other files: paste values and save it again.' },
  xml_forbidden: { it: 'Il file XLSX contiene dichiarazioni XML non ammesse: aprilo e salvalo di nuovo.', en: 'The XLSX file holds XML declarations that are not accepted: open it and save it again.' },
  no_sheet: { it: 'Il file XLSX non contiene fogli.', en: 'The XLSX file holds no sheet.' },
  no_header: { it: 'Manca la riga di intestazione: la prima riga deve dare i nomi delle colonne.', en: 'There is no head line: the first row must name the columns.' },
  too_many_rows: { it: 'Il foglio ha più di {limit} righe: dividilo in più file.', en: 'The sheet has more than {limit} rows: split it.' },
  too_many_columns: { it: 'La riga {row} ha più di {limit} colonne.', en: 'Row {row} has more than {limit} columns.' },
  cell_too_long: { it: 'Una cella vicino alla riga {row} supera {limit} caratteri.', en: 'A cell near row {row} has more than {limit} characters.' },
  shared_texts_too_large: { it: 'I testi del foglio sono troppi per essere letti in una volta: salvalo come CSV.', en: 'The texts of the sheet are too many to be read at once: save it as CSV.' },
  csv_quotes: { it: 'Vicino alla riga {row} un testo fra virgolette non è chiuso, o ha virgolette in mezzo: raddoppiale.', en: 'Near row {row} a quoted text is not closed, or holds a quote in its middle: double it.' },
} as const;

export type SheetFaultCode = keyof typeof sheetFaultWords;

/** A file is not read further; `code` names why. */
export class SheetFault extends Error {
  override readonly name = 'SheetFault';
  readonly code: SheetFaultCode;
  readonly details: Readonly<Record<string, number>>;

  constructor(code: SheetFaultCode, details: Readonly<Record<string, number>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
