import { useState, type FormEvent } from 'react';
import type { ChangeRequest } from '#identity/api';
import { serverToday, useMay, useQueryOf, useWrite, type ResponseOf } from '../../../request/index.ts';
import { Button, LinkButton, LoadingRows, Notice, Problem, RecordPicker, SegmentedButtons, showToast, SidePanel, TextInput, useLanguage, type Language } from '../../../ui/index.ts';
import { organisation } from '../endpoints.ts';
import { listChangeRequests } from '../rights/endpoints.ts';
import { OwnProposals } from '../rights/own-proposals.tsx';
import { ProposeForm } from '../rights/propose-form.tsx';
import { useRightsTexts } from '../rights/use-rights-texts.ts';
import { givableProfiles, invite } from './endpoints.ts';
import classes from './joining.module.css';
import { matching } from './matching.ts';
import { useJoiningTexts } from './use-joining-texts.ts';

type Profile = ResponseOf<NonNullable<typeof givableProfiles.contract>>['items'][number];
type Node = ResponseOf<NonNullable<typeof organisation.contract>>['items'][number];

interface InviteFormProps {
  readonly profiles: readonly Profile[];
  readonly nodes: readonly Node[];
  /** One's own proposals to invite: those that wait and those lately approved. */
  readonly proposals: readonly ChangeRequest[];
  readonly close: () => void;
}

function InviteForm({ profiles, nodes, proposals, close }: InviteFormProps) {
  const texts = useJoiningTexts().people;
  const propose = useRightsTexts().propose;
  const here = useLanguage();
  const [email, setEmail] = useState('');
  const [profile, setProfile] = useState<Profile | null>(profiles.find((each) => each.key === 'seller') ?? profiles[0] ?? null);
  const fitting = nodes.filter((node) => profile?.nodeKinds.includes(node.kind) === true);
  const [picked, setPicked] = useState<Node | null>(null);
  // The only place there is need not be chosen.
  const node = picked !== null && fitting.includes(picked) ? picked : fitting.length === 1 ? (fitting[0] ?? null) : null;
  const [language, setLanguage] = useState<Language>(here);
  const [missing, setMissing] = useState(false);
  const [demoLink, setDemoLink] = useState<string>();
  const send = useWrite(invite, {
    refreshes: ['/api/identity/invitations'],
    onDone: ({ demoLink: link }, { body }) => {
      showToast({ text: texts.sent(body.email) });
      if (link === null) close();
      else setDemoLink(link);
    },
  });
  const wanted = email.trim() === '' || profile === null || node === null ? undefined : { email: email.trim(), profile: profile.key, nodeId: node.id };
  const isApproved = proposals.some(({ state, change }) => state === 'approved' && change.kind === 'invitePersonality'
    && change.email.toLowerCase() === wanted?.email.toLowerCase() && change.profile === wanted.profile && change.nodeId === wanted.nodeId);
  const takesTwo = profile?.secondPerson === true && !isApproved;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(wanted === undefined);
    if (wanted !== undefined && !takesTwo && !send.isPending) send.mutate({ body: { ...wanted, language } });
  };
  if (demoLink !== undefined) {
    return (
      <div className={classes.stack}>
        <Notice tone="info">{texts.demoLink}</Notice>
        <p className={classes.link}>{demoLink}</p>
        <div>
          <LinkButton href={demoLink} target="_blank" rel="noopener" kind="primary">{texts.openLink}</LinkButton>
        </div>
      </div>
    );
  }
  const { error } = send;
  const atEmail = error?.code === 'already_invited' || error?.code === 'already_here' || error?.code === 'invalid_input' ? error.detail : undefined;
  return (
    <form className={classes.stack} onSubmit={submit} noValidate>
      <p className={classes.why}>{texts.mail(7)}</p>
      <OwnProposals
        requests={proposals}
        action={({ change }) => change.kind === 'invitePersonality' && (
          <Button busy={send.isPending} onClick={() => send.mutate({ body: { email: change.email, profile: change.profile, nodeId: change.nodeId, language } })}>{propose.send(change.email)}</Button>
        )}
      />
      <TextInput
        label={texts.email} type="email" value={email} tidy="trim" maxLength={120} startHere error={missing && email.trim() === '' ? texts.emailMissing : atEmail}
        onChange={(text) => {
          setEmail(text);
          if (send.isError) send.reset();
        }}
      />
      <RecordPicker<Profile>
        label={texts.profile} value={profile} onPick={setProfile} clearable={false} search={(text) => Promise.resolve(matching(profiles, (each) => each.name[here], text))}
        itemKey={(each) => each.key} itemText={(each) => each.name[here]} error={missing && profile === null ? texts.missing : undefined}
      />
      <RecordPicker<Node>
        label={texts.place} value={node} onPick={setPicked} search={(text) => Promise.resolve(matching(fitting, (each) => `${each.name} ${each.code} ${each.city ?? ''}`, text))}
        itemKey={(each) => String(each.id)} itemText={(each) => `${each.name} · ${each.code}`} error={missing && node === null ? texts.missing : undefined}
      />
      {takesTwo && <ProposeForm label={propose.invite} change={wanted === undefined ? undefined : { kind: 'invitePersonality', ...wanted }} onDone={close} />}
      {takesTwo && <p className={classes.why}>{propose.inviteWhy}</p>}
      {(!takesTwo || proposals.some(({ state }) => state === 'approved')) && (
        <SegmentedButtons
          label={texts.language} value={language} onChange={setLanguage}
          options={[{ value: 'it', label: <span lang="it">Italiano</span> }, { value: 'en', label: <span lang="en">English</span> }]}
        />
      )}
      {error !== null && atEmail === undefined && <Problem problem={error} compact />}
      {!takesTwo && (
        <div>
          <Button type="submit" kind="primary" size="field" busy={send.isPending}>{texts.send}</Button>
        </div>
      )}
    </form>
  );
}

const fortnightMs = 14 * 86_400_000;

/** A proposal that waits, or one whose approval still allows the invitation to be sent. */
const standsStill = ({ state, decidedAt }: ChangeRequest): boolean => state === 'open' || (state === 'approved' && decidedAt !== null && Date.parse(decidedAt) > Date.parse(serverToday()) - fortnightMs);

function Loaded({ close }: { readonly close: () => void }) {
  const texts = useJoiningTexts().people;
  const profiles = useQueryOf(givableProfiles, undefined, { staleTimeMs: 120_000 });
  const nodes = useQueryOf(organisation, undefined, { staleTimeMs: 120_000 });
  const proposes = useMay()('identity.rights.propose');
  const proposals = useQueryOf(listChangeRequests, { query: { limit: 50, kind: 'invitePersonality', by: 'own' } }, { enabled: proposes, staleTimeMs: 0 });
  const problem = profiles.error ?? nodes.error;
  if (problem !== null) return <Problem problem={problem} compact onRetry={() => void Promise.all([profiles.refetch(), nodes.refetch()])} />;
  if (profiles.data === undefined || nodes.data === undefined) return <LoadingRows label={texts.loading} rows={4} />;
  return <InviteForm profiles={profiles.data.items} nodes={nodes.data.items} proposals={(proposals.data?.items ?? []).filter(standsStill)} close={close} />;
}

/** Invites somebody to the own part of the network. */
export function InvitePanel({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const texts = useJoiningTexts().people;
  return (
    <SidePanel opened={opened} onClose={onClose} title={texts.invite}>
      {opened && <Loaded close={onClose} />}
    </SidePanel>
  );
}
