export const it = {
  bell: 'Avvisi',
  title: 'Avvisi',
  unread: (count: number) => (count === 1 ? '1 da leggere' : `${count} da leggere`),
  allRead: 'Tutti letti',
  markAll: 'Segna tutti come letti',
  all: 'Vedi tutti',
  new: 'nuovo',
  unknown: 'Novità',
  loading: 'Carico gli avvisi',
  more: 'Carica altri avvisi',
  emptyTitle: 'Nessun avviso',
  emptyWhy: 'Qui arrivano le novità che ti riguardano, per esempio un preventivo salvato da un tuo venditore.',
};
