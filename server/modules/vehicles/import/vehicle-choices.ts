/** Words by which price lists and yards name bodies, fuels, kinds and states, in Italian, English and the lists of others. Pure. */
type Choices = Readonly<Record<string, readonly string[]>>;

export const fuelChoices: Choices = {
  petrol: ['benzina', 'gasoline', 'B', 'P', 'E10', 'super'],
  diesel: ['gasolio', 'D', 'nafta'],
  lpg: ['GPL', 'benzina/GPL', 'LPG', 'bifuel GPL', 'L'],
  cng: ['metano', 'benzina/metano', 'CNG', 'natural gas', 'G'],
  electric: ['elettrica', 'elettrico', 'BEV', 'EV', 'E', 'electricity'],
  full_hybrid: ['full hybrid', 'ibrida', 'ibrido', 'HEV', 'hybrid', 'ibrida benzina'],
  mild_hybrid_petrol: ['mild hybrid benzina', 'mild hybrid', 'MHEV', 'MHEV benzina', 'ibrida leggera', 'MHEV petrol'],
  mild_hybrid_diesel: ['mild hybrid diesel', 'MHEV diesel', 'ibrida leggera diesel'],
  plug_in_hybrid: ['plug-in hybrid', 'plug-in', 'PHEV', 'ibrida plug-in', 'plug-in petrol'],
  hydrogen: ['idrogeno', 'fuel cell', 'FCEV', 'H'],
};

export const bodyChoices: Choices = {
  hatchback: ['due volumi', 'berlina due volumi', 'HA', '5 porte', '3 porte'],
  sedan: ['berlina', 'tre volumi', 'saloon', 'SA', '4 porte'],
  wagon: ['familiare', 'station wagon', 'SW', 'estate', 'ES', 'tourer'],
  suv: ['SUV', 'crossover', 'fuoristrada', 'sport utility', 'SU', 'OR'],
  'coupe-suv': ['SUV coupé', 'coupé SUV'],
  coupe: ['coupé', 'CO'],
  cabrio: ['cabriolet', 'spider', 'roadster', 'convertible', 'CA'],
  mpv: ['monovolume', 'multispazio', 'minivan', 'MPV', 'FW'],
  pickup: ['pick-up', 'PU'],
  van: ['furgone', 'veicolo commerciale', 'VA'],
  quadricycle: ['quadriciclo', 'minicar', 'microcar'],
};

export const kindChoices: Choices = {
  new: ['nuovo', 'nuova', 'N'],
  used: ['usato', 'usata', 'U', 'occasione'],
  kmZero: ['km zero', 'km0', 'chilometro zero', 'pre-registered', 'kmz'],
  companyCar: ['aziendale', 'auto aziendale', 'vettura aziendale', 'dimostrativa', 'demo', 'company car'],
};

export const stateChoices: Choices = {
  available: ['disponibile', 'libera', 'libero', 'in stock', 'D'],
  reserved: ['riservato', 'riservata', 'opzionato', 'opzionata', 'prenotata', 'impegnata'],
  sold: ['venduto', 'venduta', 'consegnata', 'V'],
};
