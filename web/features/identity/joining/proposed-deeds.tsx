import { useState } from 'react';
import type { ProfileRow } from '#identity/api';
import { useMay, useQueryOf } from '../../../request/index.ts';
import { Problem, RecordPicker, useLanguage } from '../../../ui/index.ts';
import { organisation } from '../endpoints.ts';
import type { OrganisationNode } from '../people/organisation-tree.ts';
import { listChangeRequests, listProfiles } from '../rights/endpoints.ts';
import { OwnProposals } from '../rights/own-proposals.tsx';
import { ProposeForm } from '../rights/propose-form.tsx';
import { useRightsTexts } from '../rights/use-rights-texts.ts';
import { Deed } from './deed.tsx';
import { matching } from './matching.ts';
import { useJoiningTexts } from './use-joining-texts.ts';

/** Gives somebody a further role above the seller; sellers are invited. */
function GrantForm({ accountId, profiles, nodes, onDone }: { readonly accountId: string; readonly profiles: readonly ProfileRow[]; readonly nodes: readonly OrganisationNode[]; readonly onDone: () => void }) {
  const texts = useJoiningTexts().people;
  const propose = useRightsTexts().propose;
  const language = useLanguage();
  const [profile, setProfile] = useState<ProfileRow | null>(null);
  const [picked, setPicked] = useState<OrganisationNode | null>(null);
  const givable = profiles.filter((each) => each.secondPerson && each.kind !== 'customer' && nodes.some((node) => each.nodeKinds.includes(node.kind)));
  const fitting = nodes.filter((node) => profile?.nodeKinds.includes(node.kind) === true);
  // The only place there is need not be chosen.
  const node = picked !== null && fitting.includes(picked) ? picked : fitting.length === 1 ? (fitting[0] ?? null) : null;
  return (
    <Deed title={propose.grantTitle} why={propose.grantWhy} reason={undefined}>
      <RecordPicker<ProfileRow>
        label={texts.profile} value={profile} onPick={setProfile} search={(text) => Promise.resolve(matching(givable, (each) => each.name[language], text))}
        itemKey={(each) => each.key} itemText={(each) => each.name[language]}
      />
      <RecordPicker<OrganisationNode>
        label={texts.place} value={node} onPick={setPicked} search={(text) => Promise.resolve(matching(fitting, (each) => `${each.name} ${each.code} ${each.city ?? ''}`, text))}
        itemKey={(each) => String(each.id)} itemText={(each) => `${each.name} · ${each.code}`}
      />
      <ProposeForm label={propose.grant} change={profile === null || node === null ? undefined : { kind: 'grantPersonality', accountId, profile: profile.key, nodeId: node.id }} onDone={onDone} />
    </Deed>
  );
}

/** What the reader has proposed about somebody and waits. */
export function ProposedAbout({ accountId }: { readonly accountId: string }) {
  const enabled = useMay()('identity.rights.propose');
  const { data } = useQueryOf(listChangeRequests, { query: { limit: 20, state: 'open', beneficiaryId: accountId, by: 'own' } }, { enabled, staleTimeMs: 0 });
  return <OwnProposals requests={data?.items ?? []} />;
}

/** A form to propose a further role, for whoever proposes. */
export function ProposedGrant({ accountId, onDone }: { readonly accountId: string; readonly onDone: () => void }) {
  const may = useMay();
  const enabled = may('identity.rights.propose') && may('identity.rights.read') && may('identity.organisation.read');
  const profiles = useQueryOf(listProfiles, undefined, { enabled, staleTimeMs: 60_000 });
  const nodes = useQueryOf(organisation, undefined, { enabled, staleTimeMs: 120_000 });
  const problem = profiles.error ?? nodes.error;
  if (!enabled) return null;
  if (problem !== null) return <Problem problem={problem} compact onRetry={() => void Promise.all([profiles.refetch(), nodes.refetch()])} />;
  if (profiles.data === undefined || nodes.data === undefined) return null;
  return <GrantForm accountId={accountId} profiles={profiles.data.profiles} nodes={nodes.data.items} onDone={onDone} />;
}
