import { useEffect, useState } from 'react';
import { faultsByField, type ProblemError } from '../../request/index.ts';
import { appFaults, appFields, fieldAt, proposedClientId, type AppDraft, type AppField } from './app-draft.ts';
import { useGatewayTexts } from './use-gateway-texts.ts';

/** A form of an application: its draft, and what is wrong with it once somebody tried to save. */
export function useAppForm(start: () => AppDraft, problem: ProblemError | null, registered: boolean) {
  const texts = useGatewayTexts().form;
  const [draft, setDraft] = useState(start);
  const [tries, setTries] = useState(0);
  const tried = tries > 0;
  // After a try the eyes and the keyboard go to the first field that is wrong.
  useEffect(() => {
    if (tries > 0) document.querySelector<HTMLElement>('#main [aria-invalid="true"]')?.focus();
  }, [tries, problem]);
  const faults = appFaults(draft);
  const errors = new Map<AppField, string>(problem === null ? [] : faultsByField(problem.fields, fieldAt));
  if (tried) for (const [field, fault] of faults) errors.set(field, texts.faults[fault]);
  const names: Readonly<Record<AppField, string>> = { ...texts, defaultSettings: texts.settings };
  const wrong = appFields.filter((field) => errors.has(field)).map((field) => names[field].toLowerCase());
  return {
    draft,
    errors,
    tried,
    /** Names of the wrong fields in a line; undefined when none is. */
    wrong: wrong.length === 0 ? undefined : texts.wrong(wrong.join(', ')),
    change: (part: Partial<AppDraft>): void => {
      setDraft((former) => {
        // The technical name follows the name until somebody writes one.
        const follows = !registered && part.name !== undefined && former.clientId === proposedClientId(former.name);
        return { ...former, ...part, ...(follows ? { clientId: proposedClientId(part.name) } : {}) };
      });
    },
    /** Runs the save when nothing is seen to be wrong. */
    submit: (save: (draft: AppDraft) => void): void => {
      setTries(tries + 1);
      if (faults.size === 0) save(draft);
    },
  };
}
