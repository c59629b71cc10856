/** Words of saved views. */
export const it = {
  views: 'Viste',
  mine: 'Le mie viste',
  shared: 'Condivise con me',
  by: (name: string) => `di ${name}`,
  saveAs: 'Salva come vista',
  update: 'Aggiorna la vista',
  rename: 'Rinomina o condividi',
  remove: 'Elimina la vista',
  opens: 'Apri sempre con questa vista',
  opensNot: 'Non aprire più con questa vista',
  changed: (name: string) => `${name} (modificata)`,
  name: 'Nome della vista',
  share: 'Chi la vede',
  own: 'Solo io',
  lent: 'Chi lavora con me',
  saved: (name: string) => `Vista «${name}» salvata.`,
  removed: (name: string) => `Vista «${name}» eliminata.`,
  save: 'Salva la vista',
};
export type ViewTexts = typeof it;
