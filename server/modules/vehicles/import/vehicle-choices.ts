/** Words by which price lists and yards name bodies, fuels, kinds and states, in Italian, English and the lists of others. Pure. */
import type { ImportChoice } from '#platform/import-reading';

type Choices = Readonly<Record<string, ImportChoice>>;

export const fuelChoices: Choices = {
  petrol: { words: { it: 'benzina', en: 'petrol' }, also: ['gasoline', 'B', 'P', 'E10', 'super'] },
  diesel: { words: { it: 'diesel', en: 'diesel' }, also: ['gasolio', 'D', 'nafta'] },
  lpg: { words: { it: 'GPL', en: 'LPG' }, also: ['benzina/GPL', 'bifuel GPL', 'L'] },
  cng: { words: { it: 'metano', en: 'natural gas' }, also: ['benzina/metano', 'CNG', 'G'] },
  electric: { words: { it: 'elettrica', en: 'electric' }, also: ['elettrico', 'BEV', 'EV', 'E', 'electricity'] },
  full_hybrid: { words: { it: 'full hybrid', en: 'full hybrid' }, also: ['ibrida', 'ibrido', 'HEV', 'hybrid', 'ibrida benzina'] },
  mild_hybrid_petrol: { words: { it: 'mild hybrid benzina', en: 'mild hybrid petrol' }, also: ['mild hybrid', 'MHEV', 'MHEV benzina', 'ibrida leggera', 'MHEV petrol'] },
  mild_hybrid_diesel: { words: { it: 'mild hybrid diesel', en: 'mild hybrid diesel' }, also: ['MHEV diesel', 'ibrida leggera diesel'] },
  plug_in_hybrid: { words: { it: 'plug-in hybrid', en: 'plug-in hybrid' }, also: ['plug-in', 'PHEV', 'ibrida plug-in', 'plug-in petrol'] },
  hydrogen: { words: { it: 'idrogeno', en: 'hydrogen' }, also: ['fuel cell', 'FCEV', 'H'] },
};

export const bodyChoices: Choices = {
  hatchback: { words: { it: 'due volumi', en: 'hatchback' }, also: ['berlina due volumi', 'HA', '5 porte', '3 porte'] },
  sedan: { words: { it: 'berlina', en: 'sedan' }, also: ['tre volumi', 'saloon', 'SA', '4 porte'] },
  wagon: { words: { it: 'familiare', en: 'wagon' }, also: ['station wagon', 'SW', 'estate', 'ES', 'tourer'] },
  suv: { words: { it: 'SUV', en: 'SUV' }, also: ['crossover', 'fuoristrada', 'sport utility', 'SU', 'OR'] },
  'coupe-suv': { words: { it: 'SUV coupé', en: 'coupé SUV' }, also: [] },
  coupe: { words: { it: 'coupé', en: 'coupé' }, also: ['CO'] },
  cabrio: { words: { it: 'cabrio', en: 'cabrio' }, also: ['cabriolet', 'spider', 'roadster', 'convertible', 'CA'] },
  mpv: { words: { it: 'monovolume', en: 'MPV' }, also: ['multispazio', 'minivan', 'FW'] },
  pickup: { words: { it: 'pick-up', en: 'pickup' }, also: ['PU'] },
  van: { words: { it: 'furgone', en: 'van' }, also: ['veicolo commerciale', 'VA'] },
  quadricycle: { words: { it: 'quadriciclo', en: 'quadricycle' }, also: ['minicar', 'microcar'] },
};

export const kindChoices: Choices = {
  new: { words: { it: 'nuovo', en: 'new' }, also: ['nuova', 'N'] },
  used: { words: { it: 'usato', en: 'used' }, also: ['usata', 'U', 'occasione'] },
  kmZero: { words: { it: 'km zero', en: 'zero km' }, also: ['km0', 'chilometro zero', 'pre-registered', 'kmz'] },
  companyCar: { words: { it: 'aziendale', en: 'company car' }, also: ['auto aziendale', 'vettura aziendale', 'dimostrativa', 'demo'] },
};

export const stateChoices: Choices = {
  available: { words: { it: 'disponibile', en: 'available' }, also: ['libera', 'libero', 'in stock', 'D'] },
  reserved: { words: { it: 'riservato', en: 'reserved' }, also: ['riservata', 'opzionato', 'opzionata', 'prenotata', 'impegnata'] },
  sold: { words: { it: 'venduto', en: 'sold' }, also: ['venduta', 'consegnata', 'V'] },
};

export const optionKindChoices: Choices = {
  option: { words: { it: 'optional', en: 'option' }, also: ['opzione', 'accessorio'] },
  pack: { words: { it: 'pacchetto', en: 'pack' }, also: ['package'] },
  colour: { words: { it: 'colore', en: 'colour' }, also: ['vernice', 'color', 'paint'] },
};
