import type { Language } from '../context.ts';
import type { ErrorCode } from '../errors.ts';

interface Words {
  readonly title: string;
  readonly detail: string;
}

/** What the user reads for each failure of the edge: what happened, whether something was lost, what to do. */
export const problemTexts: Readonly<Record<ErrorCode, Readonly<Record<Language, Words>>>> = {
  invalid_input: {
    it: { title: 'Dati da correggere', detail: 'Alcuni dati non sono validi: correggi i campi indicati. Nulla è stato modificato.' },
    en: { title: 'Data to correct', detail: 'Some values are not valid: correct the fields named here. Nothing was changed.' },
  },
  not_signed_in: {
    it: { title: 'Accesso richiesto', detail: 'La sessione manca o è scaduta: accedi di nuovo.' },
    en: { title: 'Sign-in needed', detail: 'There is no session or it has expired: sign in again.' },
  },
  forbidden: {
    it: { title: 'Operazione non consentita', detail: 'La personalità attiva non può eseguire questa operazione: cambiala o chiedi al tuo responsabile.' },
    en: { title: 'Not allowed', detail: 'The active personality may not do this: switch it or ask your manager.' },
  },
  step_up_needed: {
    it: { title: 'Conferma la tua identità', detail: 'Questa operazione è delicata: conferma chi sei, poi ripetila. Nulla è stato modificato.' },
    en: { title: 'Confirm who you are', detail: 'This is a sensitive operation: confirm who you are, then repeat it. Nothing was changed.' },
  },
  second_factor_needed: {
    it: { title: 'Serve un secondo fattore', detail: 'La tua azienda chiede un secondo fattore per il tuo profilo: configuralo nella pagina «Account e sessioni», poi prosegui.' },
    en: { title: 'A second factor is needed', detail: 'Your company asks a second factor of your profile: set one up on the page “Account and sessions”, then go on.' },
  },
  csrf_token_invalid: {
    it: { title: 'Richiesta non riconosciuta', detail: 'La richiesta non proviene da questa sessione: ricarica la pagina e riprova. Nulla è stato modificato.' },
    en: { title: 'Request not recognised', detail: 'The request does not come from this session: reload the page and try again. Nothing was changed.' },
  },
  not_found: {
    it: { title: 'Non trovato', detail: 'L’elemento non esiste o non è visibile con la personalità attiva.' },
    en: { title: 'Not found', detail: 'It does not exist or is not visible to the active personality.' },
  },
  link_not_valid: {
    it: { title: 'Il collegamento non vale più', detail: 'È scaduto, è stato chiuso o l’indirizzo non è completo: chiedi un nuovo collegamento al venditore.' },
    en: { title: 'This link is no longer valid', detail: 'It expired, was closed, or the address is not complete: ask the seller for a new link.' },
  },
  stale: {
    it: { title: 'Modificato nel frattempo', detail: 'Qualcun altro ha modificato l’elemento: ricarica per vedere la versione attuale. La tua modifica non è stata salvata.' },
    en: { title: 'Changed meanwhile', detail: 'Somebody else changed it: reload to see the current version. Your change was not saved.' },
  },
  collision: {
    it: { title: 'Due operazioni insieme', detail: 'Un’altra operazione lavorava sugli stessi dati nello stesso momento. Nulla è stato modificato: ricarica e riprova.' },
    en: { title: 'Two at once', detail: 'Another operation worked on the same data at the same moment. Nothing was changed: reload and try again.' },
  },
  idempotency_key_reused: {
    it: { title: 'Chiave già usata', detail: 'La chiave Idempotency-Key è già stata usata per una richiesta diversa: usane una nuova. Nulla è stato modificato.' },
    en: { title: 'Key already used', detail: 'The Idempotency-Key was already used for a different request: use a new one. Nothing was changed.' },
  },
  too_large: {
    it: { title: 'Contenuto troppo grande', detail: 'Il contenuto inviato supera il limite: riducilo e riprova.' },
    en: { title: 'Content too large', detail: 'What was sent is larger than the limit: reduce it and try again.' },
  },
  unsupported_media_type: {
    it: { title: 'Formato non accettato', detail: 'Il formato di ciò che è stato inviato non è fra quelli accettati qui. Nulla è stato modificato.' },
    en: { title: 'Format not accepted', detail: 'What was sent is in a format that is not accepted here. Nothing was changed.' },
  },
  encoding_not_accepted: {
    it: { title: 'Compressione non accettata', detail: 'Il contenuto è compresso: invialo senza compressione e senza l’intestazione Content-Encoding. Nulla è stato modificato.' },
    en: { title: 'Compression not accepted', detail: 'The content is compressed: send it as it is, without the header Content-Encoding. Nothing was changed.' },
  },
  too_many_requests: {
    it: { title: 'Troppe richieste', detail: 'Attendi qualche istante e riprova.' },
    en: { title: 'Too many requests', detail: 'Wait a moment and try again.' },
  },
  internal: {
    it: { title: 'Errore interno', detail: 'Qualcosa non ha funzionato e l’operazione è stata annullata. Riprova; se si ripete, comunica il codice della richiesta.' },
    en: { title: 'Internal error', detail: 'Something failed and the operation was undone. Try again; if it happens again, report the request code.' },
  },
  unavailable: {
    it: { title: 'Servizio momentaneamente non disponibile', detail: 'Riprova tra poco. Ciò che era già salvato è al sicuro.' },
    en: { title: 'Temporarily unavailable', detail: 'Try again shortly. What was already saved is safe.' },
  },
  took_too_long: {
    it: { title: 'Troppo tempo', detail: 'La risposta richiedeva troppo tempo ed è stata interrotta. Nulla è stato modificato: restringi la ricerca o riprova tra poco.' },
    en: { title: 'It took too long', detail: 'The answer took too long and was cut off. Nothing was changed: narrow the search or try again shortly.' },
  },
};

export const refusalTitle: Readonly<Record<Language, string>> = { it: 'Operazione rifiutata', en: 'Declined' };
