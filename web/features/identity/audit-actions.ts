/** Names of the actions that leave a row in the audit trail; an action without a name is shown by its code. */
import type { Bilingual } from '../../shells/feature.ts';

const names: Readonly<Record<string, Bilingual>> = {
  'identity.session.sign-in': { it: 'Accesso', en: 'Sign-in' },
  'identity.session.sign-out': { it: 'Uscita', en: 'Sign-out' },
  'identity.session.switch': { it: 'Cambio di personalità', en: 'Change of personality' },
  'identity.session.end': { it: 'Sessione chiusa', en: 'Session closed' },
  'identity.password.change': { it: 'Password cambiata', en: 'Password changed' },
  'identity.account.add': { it: 'Account aggiunto', en: 'Account added' },
  'identity.account.set-language': { it: 'Lingua cambiata', en: 'Language changed' },
  'identity.node.add': { it: 'Nodo aggiunto', en: 'Node added' },
  'identity.node.move': { it: 'Nodo spostato', en: 'Node moved' },
  'identity.personality.add': { it: 'Personalità assegnata', en: 'Personality assigned' },
  'identity.personality.end': { it: 'Personalità cessata', en: 'Personality ended' },
  'quoting.quote.save': { it: 'Preventivo salvato', en: 'Quote saved' },
  'quoting.quote.revise': { it: 'Preventivo modificato', en: 'Quote revised' },
  'quoting.quote.print': { it: 'Preventivo stampato', en: 'Quote printed' },
  'quoting.quote.export': { it: 'Elenco di preventivi esportato', en: 'List of quotes exported' },
  'quoting.quote.follow-up': { it: 'Richiamo impostato', en: 'Follow-up set' },
  'quoting.precontract.read': { it: 'Modulo precontrattuale consultato', en: 'Pre-contract form read' },
  'quoting.precontract.print': { it: 'Modulo precontrattuale stampato', en: 'Pre-contract form printed' },
  'quoting.precontract.deliver': { it: 'Modulo precontrattuale consegnato', en: 'Pre-contract form delivered' },
  'quoting.lender-terms.set': { it: 'Dati del finanziatore decisi', en: 'Lender’s particulars decided' },
  'documents.brand.set': { it: 'Logo o colore dei documenti cambiato', en: 'Logo or colour of documents changed' },
  'identity.view.add': { it: 'Vista salvata', en: 'View saved' },
  'identity.view.change': { it: 'Vista modificata', en: 'View changed' },
  'identity.view.remove': { it: 'Vista eliminata', en: 'View deleted' },
  'identity.view.open-with': { it: 'Vista iniziale scelta', en: 'Opening view chosen' },
  'pricing.product.add': { it: 'Prodotto aggiunto', en: 'Product added' },
  'pricing.offer.add': { it: 'Offerta aggiunta', en: 'Offer added' },
  'pricing.offer.supersede': { it: 'Nuova versione dell’offerta', en: 'New version of an offer' },
  'pricing.offer.end': { it: 'Offerta chiusa', en: 'Offer ended' },
  'pricing.service.add': { it: 'Servizio aggiunto', en: 'Service added' },
  'pricing.residual-values.add': { it: 'Valori residui aggiunti', en: 'Residual values added' },
  'vehicles.catalogue.add': { it: 'Catalogo caricato', en: 'Catalogue loaded' },
  'vehicles.stock.export': { it: 'Giacenza esportata', en: 'Stock exported' },
  'vehicles.stock.add': { it: 'Giacenza caricata', en: 'Stock loaded' },
  'territory.moves.decide': { it: 'Spostamento deciso', en: 'Move decided' },
  'territory.moves.apply': { it: 'Spostamento entrato in vigore', en: 'Move come into force' },
  'territory.moves.withdraw': { it: 'Spostamento annullato', en: 'Move taken back' },
  'territory.area.add': { it: 'Area aggiunta', en: 'Area added' },
  'territory.charge.give': { it: 'Incarico affidato', en: 'Charge given' },
  'territory.charge.end': { it: 'Incarico concluso', en: 'Charge ended' },
  'territory.placements.import': { it: 'Territorio importato', en: 'Territory imported' },
  'territory.tree.export': { it: 'Territorio esportato', en: 'Territory exported' },
  'documents.document.archive': { it: 'Documento archiviato', en: 'Document archived' },
};

const objects: Readonly<Record<string, Bilingual>> = {
  session: { it: 'Sessione', en: 'Session' },
  account: { it: 'Account', en: 'Account' },
  node: { it: 'Nodo', en: 'Node' },
  personality: { it: 'Personalità', en: 'Personality' },
  quote: { it: 'Preventivo', en: 'Quote' },
  document: { it: 'Documento', en: 'Document' },
  offer: { it: 'Offerta', en: 'Offer' },
  product: { it: 'Prodotto', en: 'Product' },
  'territory.order': { it: 'Spostamento', en: 'Move' },
  'territory.area': { it: 'Area', en: 'Area' },
  'territory.tree': { it: 'Albero', en: 'Tree' },
  service: { it: 'Servizio', en: 'Service' },
};

/** The name of a kind of object in a language. */
export function objectName(kind: string, language: 'it' | 'en'): string {
  return objects[kind]?.[language] ?? kind;
}

/** The name of an action in a language. */
export function actionName(action: string, language: 'it' | 'en'): string {
  return names[action]?.[language] ?? action;
}
