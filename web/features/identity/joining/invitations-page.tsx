import { useState } from 'react';
import { civilDateIn } from '#platform/civil-date-in';
import { useQueryOf, useWrite, type ResponseOf } from '../../../request/index.ts';
import { Button, DataTable, DateText, EmptyState, LinkButton, Notice, Page, Problem, showToast, ToneBadge, useLanguage, type DataColumn, type Tone } from '../../../ui/index.ts';
import { useRowHeight } from '../../../shells/preferences.ts';
import { invitations, resendInvitation, revokeInvitation } from './endpoints.ts';
import { InvitePanel } from './invite-panel.tsx';
import classes from './joining.module.css';
import { useJoiningTexts } from './use-joining-texts.ts';

type Invitation = ResponseOf<NonNullable<typeof invitations.contract>>['items'][number];
const refreshes = ['/api/identity/invitations'];
const romeDay = (instant: string): string => civilDateIn('Europe/Rome', new Date(instant));
const tones: Readonly<Record<Invitation['state'], Tone>> = { waiting: 'neutral', inviterGone: 'attention', accepted: 'ok', expired: 'attention', revoked: 'neutral' };

function State({ invitation }: { readonly invitation: Invitation }) {
  const texts = useJoiningTexts().people;
  return (
    <span title={invitation.state === 'inviterGone' ? texts.gone : undefined}>
      <ToneBadge tone={tones[invitation.state]} label={texts.states[invitation.state]} />
    </span>
  );
}

/** Sends again or takes back; what is over has nothing left to do. */
function Deeds({ invitation, onLink }: { readonly invitation: Invitation; readonly onLink: (link: string) => void }) {
  const texts = useJoiningTexts().people;
  const resend = useWrite(resendInvitation, {
    refreshes,
    onDone: ({ demoLink }) => {
      showToast({ text: texts.resent });
      if (demoLink !== null) onLink(demoLink);
    },
  });
  const revoke = useWrite(revokeInvitation, { refreshes, onDone: () => showToast({ text: texts.revoked }) });
  const problem = resend.error ?? revoke.error;
  if (invitation.state === 'accepted' || invitation.state === 'revoked') return null;
  return (
    <div className={classes.buttons}>
      <Button aria-label={texts.resendTo(invitation.email)} busy={resend.isPending} onClick={() => resend.mutate({ params: { id: invitation.id } })}>{texts.resend}</Button>
      <Button kind="danger" aria-label={texts.revokeTo(invitation.email)} busy={revoke.isPending} onClick={() => revoke.mutate({ params: { id: invitation.id } })}>{texts.revoke}</Button>
      {problem !== null && <Problem problem={problem} compact />}
    </div>
  );
}

function useColumns(onLink: (link: string) => void): readonly DataColumn<Invitation>[] {
  const texts = useJoiningTexts().people;
  const language = useLanguage();
  const [columns] = useState(() => (words: typeof texts, lang: typeof language): readonly DataColumn<Invitation>[] => [
    { id: 'email', header: words.email, width: '2.4fr', onCard: 'title', cell: (row) => row.email },
    { id: 'state', header: words.state, width: 124, onCard: 'aside', cell: (row) => <State invitation={row} /> },
    { id: 'profile', header: words.profile, width: '1.6fr', cell: (row) => row.profileName[lang] },
    { id: 'place', header: words.place, width: '1.6fr', cell: (row) => row.node.name },
    { id: 'by', header: words.by, width: '1fr', cell: (row) => row.invitedBy ?? '–' },
    { id: 'sent', header: words.sentAt, width: 100, align: 'end', cell: (row) => <DateText date={romeDay(row.sentAt)} /> },
    { id: 'expires', header: words.expires, width: 100, align: 'end', cell: (row) => <DateText date={romeDay(row.expiresAt)} /> },
    { id: 'deeds', header: '', width: 186, isEmpty: (row) => row.state === 'accepted' || row.state === 'revoked', cell: (row) => <Deeds invitation={row} onLink={onLink} /> },
  ]);
  return columns(texts, language);
}

/** Invitations of the own part of the network, with their state. */
export function InvitationsPage() {
  const texts = useJoiningTexts().people;
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<string>();
  const columns = useColumns(setLink);
  const rowHeight = useRowHeight();
  const { data, error, refetch } = useQueryOf(invitations, undefined, { staleTimeMs: 0 });
  return (
    <Page
      title={texts.invitations}
      actions={
        <>
          <LinkButton href="/people">{texts.backToPeople}</LinkButton>
          <Button kind="primary" onClick={() => setOpen(true)}>{texts.invite}</Button>
        </>
      }
    >
      {link !== undefined && (
        <Notice tone="info" action={<LinkButton href={link} target="_blank" rel="noopener">{texts.openLink}</LinkButton>}>
          {texts.demoLink}
        </Notice>
      )}
      <DataTable
        label={texts.list} columns={columns} rows={data?.items} rowKey={(row) => row.id} problem={error} onRetry={() => void refetch()} rowHeight={rowHeight === 28 ? 36 : rowHeight}
        empty={<EmptyState title={texts.emptyTitle} why={texts.emptyWhy} action={<Button onClick={() => setOpen(true)}>{texts.invite}</Button>} />}
      />
      <InvitePanel opened={open} onClose={() => setOpen(false)} />
    </Page>
  );
}
