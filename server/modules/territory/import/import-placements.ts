/** Places as a file: one row a node and a day from which it stands elsewhere. The export of a tree is such a file. */
import type { ImportFaultWords, ImportKind } from '#platform/import-kind';
import { moveRefusals } from '../move-contracts.ts';
import { checkPlacements, writePlacements } from './placements-stage.ts';

/** In a file the row names the node already: words without the values of the screen's refusals. */
const remedies: Readonly<Partial<Record<keyof typeof moveRefusals, ImportFaultWords>>> = {
  not_in_tree: {
    problem: { it: 'Questo nodo non fa parte dell’albero.', en: 'This node is no part of the tree.' },
    remedy: { it: 'Nella rete commerciale si spostano i suoi nodi; negli altri alberi le loro aree e i concessionari.', en: 'In the sales network its nodes move; in the other trees their areas and the dealers.' },
  },
  root_stays: { problem: moveRefusals.root_stays, remedy: { it: 'Togli la riga.', en: 'Remove the row.' } },
  before_first_day: {
    problem: { it: 'In quel giorno il nodo non esiste ancora, o è il suo primo giorno.', en: 'On that day the node does not exist yet, or it is its first day.' },
    remedy: { it: 'Usa un giorno successivo al primo.', en: 'Use a day after its first.' },
  },
  moved_that_day: {
    problem: { it: 'In quel giorno il nodo ha già un altro spostamento.', en: 'On that day the node has another move already.' },
    remedy: { it: 'Annulla quello, o scegli un altro giorno.', en: 'Take that back, or choose another day.' },
  },
  kind_not_allowed_there: {
    problem: { it: 'Il nodo non può stare sotto questo posto: il livello non lo permette.', en: 'The node cannot stand below this place: its level does not allow it.' },
    remedy: { it: 'Scegli un posto di livello superiore.', en: 'Choose a place of a higher level.' },
  },
  place_not_in_force: {
    problem: { it: 'Il posto non è in vigore per tutto il tempo: il nodo resterebbe senza.', en: 'The place is not in force for all that time: the node would be without one.' },
    remedy: { it: 'Scegli un altro posto o un altro giorno.', en: 'Choose another place or another day.' },
  },
  would_make_cycle: {
    problem: { it: 'Il nodo finirebbe sotto se stesso.', en: 'The node would stand below itself.' },
    remedy: { it: 'Controlla anche gli spostamenti pianificati.', en: 'Look at the planned moves as well.' },
  },
  beyond_your_scope: {
    problem: { it: 'Il nodo o uno dei suoi posti è fuori dal tuo perimetro.', en: 'The node or one of its places is outside your scope.' },
    remedy: { it: 'Chiedi a chi comprende sia il vecchio sia il nuovo posto.', en: 'Ask somebody whose scope takes in both the old and the new place.' },
  },
};

export const importPlacements: ImportKind = {
  key: 'territory.placements',
  words: { it: 'Territorio', en: 'Territory' },
  description: { it: 'Dove stanno i concessionari e i nodi di un albero, da un giorno passato, di oggi o futuro', en: 'Where dealers and nodes of a tree stand, from a day past, present or to come' },
  privilege: 'territory.tree.write',
  identity: ['tree', 'code', 'validFrom'],
  mayWithdraw: false,
  columns: [
    { key: 'tree', words: { it: 'Albero', en: 'Tree' }, type: 'text', required: true, maxLength: 80, headers: ['Rete'], example: 'Credito' },
    { key: 'code', words: { it: 'Codice', en: 'Code' }, type: 'text', required: true, maxLength: 40, headers: ['Codice concessionario', 'Dealer', 'Nodo'], example: 'DLR001' },
    { key: 'place', words: { it: 'Codice posto', en: 'Place code' }, type: 'text', required: true, maxLength: 40, headers: ['Codice area', 'Area', 'Sotto'], example: 'CRE-NORD' },
    { key: 'validFrom', words: { it: 'Dal', en: 'From' }, type: 'date', required: true, headers: ['Decorrenza', 'Data', 'Valid from'], example: '01/01/2027' },
    { key: 'reason', words: { it: 'Motivo', en: 'Reason' }, type: 'text', required: false, maxLength: 500, headers: ['Note'], example: 'Riorganizzazione 2027' },
  ],
  faults: {
    ...remedies,
    tree_unknown: {
      problem: { it: 'Non c’è un albero con questo nome.', en: 'There is no tree of this name.' },
      remedy: { it: 'Usa il nome che l’albero ha in Territorio.', en: 'Use the name that the tree has in Territory.' },
    },
    code_unknown: {
      problem: { it: 'Nessun nodo alla tua portata ha questo codice.', en: 'No node within your reach has this code.' },
      remedy: { it: 'Correggi il codice (vedi Territorio).', en: 'Mend the code (see Territory).' },
    },
    place_unknown: {
      problem: { it: 'L’albero non ha un posto con questo codice.', en: 'The tree has no place of this code.' },
      remedy: { it: 'Correggi il codice, o aggiungi prima l’area.', en: 'Mend the code, or add the area first.' },
    },
  },
  derived: { nodeId: () => null, parentId: () => null, outcome: () => null },
  checkStage: checkPlacements,
  write: writePlacements,
};
