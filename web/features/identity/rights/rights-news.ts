/** Words of the notices about stand-ins and changes of rights. */
import type { Format, Language } from '../../../ui/index.ts';

type Facts = Readonly<Record<string, string | number | boolean | null>>;

const delegationTitles = {
  asked: { it: 'Una sostituzione da approvare', en: 'A stand-in to approve' },
  agreed: { it: 'Sostituzione approvata', en: 'Stand-in approved' },
  refused: { it: 'Sostituzione rifiutata', en: 'Stand-in refused' },
  ended: { it: 'Sostituzione chiusa', en: 'Stand-in ended' },
} as const;

const changeTitles = {
  asked: { it: 'Un cambiamento dei diritti da decidere', en: 'A change of rights to decide' },
  approved: { it: 'Cambiamento dei diritti approvato', en: 'Change of rights approved' },
  refused: { it: 'Cambiamento dei diritti rifiutato', en: 'Change of rights refused' },
} as const;

const known = <T extends object>(titles: T, step: unknown): T[keyof T] | undefined => (typeof step === 'string' && step in titles ? titles[step as keyof T] : undefined);

export const rightsNews = {
  delegation: ({ step, absentName, standInName, from }: Facts, language: Language, format: Format) => ({
    title: (known(delegationTitles, step) ?? delegationTitles.ended)[language],
    detail: language === 'it' ? `${String(standInName)} per ${String(absentName)} dal ${format.date(String(from))}` : `${String(standInName)} for ${String(absentName)} from ${format.date(String(from))}`,
  }),
  change: ({ step, byName }: Facts, language: Language) => ({
    title: (known(changeTitles, step) ?? changeTitles.asked)[language],
    detail: language === 'it' ? `Chiesto da ${String(byName)}` : `Asked for by ${String(byName)}`,
  }),
};
