import { useState, type FormEvent } from 'react';
import { useQueryOf, useWrite, type ResponseOf } from '../../../request/index.ts';
import { Button, LinkButton, LoadingRows, Notice, Problem, RecordPicker, SegmentedButtons, showToast, SidePanel, TextInput, useLanguage, type Language } from '../../../ui/index.ts';
import { organisation } from '../endpoints.ts';
import { ProposeInstead } from '../rights/propose-instead.tsx';
import { givableProfiles, invite } from './endpoints.ts';
import classes from './joining.module.css';
import { useJoiningTexts } from './use-joining-texts.ts';

type Profile = ResponseOf<NonNullable<typeof givableProfiles.contract>>['items'][number];
type Node = ResponseOf<NonNullable<typeof organisation.contract>>['items'][number];

const mostShown = 30;

function matching<T>(items: readonly T[], words: (item: T) => string, text: string): readonly T[] {
  const wanted = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return items.filter((item) => wanted.every((word) => words(item).toLowerCase().includes(word))).slice(0, mostShown);
}

function InviteForm({ profiles, nodes, close }: { readonly profiles: readonly Profile[]; readonly nodes: readonly Node[]; readonly close: () => void }) {
  const texts = useJoiningTexts().people;
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
    onDone: ({ demoLink: link }) => {
      showToast({ text: texts.sent(email.trim()) });
      if (link === null) close();
      else setDemoLink(link);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(email.trim() === '' || profile === null || node === null);
    if (email.trim() !== '' && profile !== null && node !== null && !send.isPending) send.mutate({ body: { email: email.trim(), profile: profile.key, nodeId: node.id, language } });
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
      <SegmentedButtons
        label={texts.language} value={language} onChange={setLanguage}
        options={[{ value: 'it', label: <span lang="it">Italiano</span> }, { value: 'en', label: <span lang="en">English</span> }]}
      />
      {error !== null && atEmail === undefined && <Problem problem={error} compact />}
      <div>
        <Button type="submit" kind="primary" size="field" busy={send.isPending}>{texts.send}</Button>
      </div>
      {error?.code === 'second_person_needed' && profile !== null && node !== null && (
        <ProposeInstead change={{ kind: 'invitePersonality', email: email.trim(), profile: profile.key, nodeId: node.id }} onProposed={close} />
      )}
    </form>
  );
}

function Loaded({ close }: { readonly close: () => void }) {
  const texts = useJoiningTexts().people;
  const profiles = useQueryOf(givableProfiles, undefined, { staleTimeMs: 120_000 });
  const nodes = useQueryOf(organisation, undefined, { staleTimeMs: 120_000 });
  const problem = profiles.error ?? nodes.error;
  if (problem !== null) return <Problem problem={problem} compact onRetry={() => void Promise.all([profiles.refetch(), nodes.refetch()])} />;
  if (profiles.data === undefined || nodes.data === undefined) return <LoadingRows label={texts.loading} rows={4} />;
  return <InviteForm profiles={profiles.data.items} nodes={nodes.data.items} close={close} />;
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
