/** Rules and their checks in words, Italian and English. */
import type { Rule, RuleCondition, ScopeRule } from '#platform/rule';
import type { Check, Verdict } from './rule-table.ts';

export interface Words {
  readonly it: string;
  readonly en: string;
}

/** Names that the words need; null where nothing is known or visible. */
export interface Named {
  /** A privilege in words. */
  readonly privilege: (key: string) => Words;
  /** Profiles that hold a privilege. */
  readonly profilesWith: (privilege: string) => readonly Words[];
  /** Place of the object, and the root of what the actor sees and reaches. */
  readonly objectPlace: string | null;
  readonly scopePlace: string | null;
  readonly reachPlace: string | null;
  /** As people write it. */
  readonly limit: Words | null;
}

const nowhere: Words = { it: 'nessun posto dell’organizzazione', en: 'no place of the organisation' };
const at = (place: string | null): Words => (place === null ? nowhere : { it: place, en: place });

const scopeWords: Readonly<Record<ScopeRule, (named: Named) => Words>> = {
  tenant: () => ({ it: 'ovunque nella società', en: 'anywhere in the company' }),
  scope: ({ scopePlace }) => ({ it: `in ${at(scopePlace).it} o sotto`, en: `at ${at(scopePlace).en} or below` }),
  reach: ({ reachPlace }) => ({ it: `in ${at(reachPlace).it} o sotto (cose condivise)`, en: `at ${at(reachPlace).en} or below (shared things)` }),
  way: ({ scopePlace }) => ({ it: `sulla linea di ${at(scopePlace).it}, sopra o sotto`, en: `on the line of ${at(scopePlace).en}, above or below` }),
  own: () => ({ it: 'solo cose proprie', en: 'own things only' }),
  participant: () => ({ it: 'solo dove si partecipa', en: 'only where one takes part' }),
};

const stateWords: Readonly<Record<string, Words>> = {
  available: { it: 'disponibile', en: 'available' },
  reserved: { it: 'prenotato', en: 'reserved' },
  sold: { it: 'venduto', en: 'sold' },
  withdrawn: { it: 'ritirato', en: 'withdrawn' },
  draft: { it: 'bozza', en: 'draft' },
};

function conditionWords(condition: RuleCondition, { limit }: Named): { says: Words; needs: Words } {
  switch (condition.when) {
    case 'state': {
      const states = (language: 'it' | 'en') => condition.in.map((state) => stateWords[state]?.[language] ?? state).join(', ');
      return { says: { it: `lo stato è: ${states('it')}`, en: `the state is: ${states('en')}` }, needs: { it: `Serve uno di questi stati: ${states('it')}.`, en: `One of these states is needed: ${states('en')}.` } };
    }
    case 'own':
      return { says: { it: 'è cosa propria', en: 'it is one’s own' }, needs: { it: 'Può farlo solo chi ne è l’autore.', en: 'Only its author may.' } };
    case 'not-own':
      return { says: { it: 'l’ha fatto un’altra persona (quattro occhi)', en: 'another person made it (four eyes)' }, needs: { it: 'Serve una seconda persona: né l’autore né chi lo sostituisce.', en: 'A second person is needed: neither the author nor the stand-in.' } };
    case 'within-limit': {
      const says = limit === null ? { it: 'nessun limite di delega è superato', en: 'no limit of a delegation is passed' } : { it: `l’importo è entro il limite della delega (${limit.it})`, en: `the amount is within the limit of the delegation (${limit.en})` };
      return { says, needs: { it: 'Serve chi ha dato la delega, o una delega con limite più alto.', en: 'Whoever gave the delegation is needed, or a delegation with a higher limit.' } };
    }
    case 'still-open':
      return { says: { it: 'la scadenza non è passata', en: 'its last day is not past' }, needs: { it: 'È scaduto: va rinnovato prima.', en: 'It has expired: renew it first.' } };
    case 'in-person':
      return { says: { it: 'si agisce per sé, non per delega', en: 'one acts in person, not as a stand-in' }, needs: { it: 'Non si può fare per conto di altri.', en: 'It cannot be done on somebody’s behalf.' } };
  }
}

function checkWords(check: Check, named: Named): { says: Words; needs: Words } {
  switch (check.what) {
    case 'privilege': {
      if (check.privilege === null) return { says: { it: 'nessun privilegio richiesto', en: 'no privilege needed' }, needs: { it: '', en: '' } };
      const { it, en } = named.privilege(check.privilege);
      const holders = named.profilesWith(check.privilege);
      const list = (language: 'it' | 'en') => (holders.length === 0 ? '' : `: ${holders.map((profile) => profile[language]).join(', ')}`);
      return { says: { it: `ha il privilegio «${it}»`, en: `holds the privilege “${en}”` }, needs: { it: `Serve un profilo che lo ha${list('it')}.`, en: `A profile that holds it is needed${list('en')}.` } };
    }
    case 'tenant':
      return { says: { it: 'è della stessa società', en: 'it is of the same company' }, needs: { it: 'Serve una personalità dell’altra società.', en: 'A personality of the other company is needed.' } };
    case 'scope': {
      const words = scopeWords[check.scope](named);
      const place = at(named.objectPlace);
      const placed = check.scope === 'scope' || check.scope === 'reach' || check.scope === 'way';
      return {
        says: placed ? { it: `l’oggetto (${place.it}) sta ${words.it}`, en: `the object (${place.en}) stands ${words.en}` } : words,
        needs: placed ? { it: `Serve una personalità in ${place.it} o sopra.`, en: `A personality at ${place.en} or above is needed.` } : { it: 'Può farlo solo chi ne è l’autore o vi partecipa.', en: 'Only its author or a participant may.' },
      };
    }
    case 'condition':
      return conditionWords(check.condition, named);
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A rule as one sentence. */
export function ruleWords(rule: Rule, named: Named): Words {
  const privilege = rule.privilege === undefined ? rule.action : rule.privilege;
  const who = privilege === null ? { it: 'chiunque sia entrato', en: 'anybody signed in' } : { it: `chi ha «${named.privilege(privilege).it}»`, en: `whoever holds “${named.privilege(privilege).en}”` };
  const where = scopeWords[rule.scope](named);
  const when = (rule.conditions ?? []).map((condition) => conditionWords(condition, named).says);
  const joined = (language: 'it' | 'en') => [`${who[language]}, ${where[language]}`, ...when.map((words) => words[language])].join(language === 'it' ? ', se ' : ', if ');
  return { it: `${capital(joined('it'))}.`, en: `${capital(joined('en'))}.` };
}

/** Every rule of a verdict with its checks in words; the rules that allow, or lack least, first. */
export function explainVerdict(verdict: Verdict, named: Named): { allowed: boolean; words: Words; checks: { what: string; met: boolean; words: Words; needed: Words | null }[] }[] {
  const missing = (checks: readonly Check[]): number => checks.filter(({ met }) => !met).length;
  return verdict.rules
    .toSorted((a, b) => missing(a.checks) - missing(b.checks))
    .map(({ rule, allowed, checks }) => ({
      allowed,
      words: ruleWords(rule, named),
      checks: checks.map((check) => {
        const { says, needs } = checkWords(check, named);
        return { what: check.what === 'condition' ? check.condition.when : check.what, met: check.met, words: { it: capital(says.it), en: capital(says.en) }, needed: check.met ? null : needs };
      }),
    }));
}
