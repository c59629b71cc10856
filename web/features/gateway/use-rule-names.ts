import { useMemo } from 'react';
import { useMay, useQueryOf } from '../../request/index.ts';
import { useLanguage } from '../../ui/index.ts';
import { listRegistry, organisation } from './endpoints.ts';
import type { RuleDraft } from './rule-drafts.ts';
import { useGatewayTexts } from './use-gateway-texts.ts';

export interface RulePlace {
  readonly id: number;
  readonly name: string;
  readonly code: string;
}

/** What rules may name, with names for people. */
export function useRuleNames() {
  const texts = useGatewayTexts().rules;
  const language = useLanguage();
  const may = useMay();
  const registry = useQueryOf(listRegistry);
  const tree = useQueryOf(organisation, undefined, { staleTimeMs: 120_000, enabled: may('identity.organisation.read') });
  return useMemo(() => {
    const profiles = (registry.data?.profiles ?? []).map(({ key, name }) => [key, name[language]] as const);
    const places = new Map<number, RulePlace>((tree.data?.items ?? []).map((node) => [node.id, node]));
    const profileName = (key: string): string => profiles.find(([each]) => each === key)?.[1] ?? key;
    const placeWords = (id: number | null, name: string | null): string => {
      const known = name ?? (id === null ? undefined : places.get(id)?.name);
      return known === undefined ? (id === null ? '' : texts.nodeIs(texts.unknownNode(id))) : texts.nodeIs(known);
    };
    return {
      profiles,
      places,
      /** Whom a rule speaks of, its person apart: 'profilo Venditore · nodo Area Nord'. */
      whom: ({ profile, nodeId, nodeName }: Pick<RuleDraft, 'profile' | 'nodeId' | 'nodeName'>): string =>
        [profile === null ? '' : texts.profileIs(profileName(profile)), placeWords(nodeId, nodeName)].filter((part) => part !== '').join(' · '),
    };
  }, [registry.data, tree.data, language, texts]);
}
