import { useEffect, useState, type FormEvent } from 'react';
import { leastPasswordCharacters as least, mostPasswordCharacters as most } from '#identity/api';
import { call, enterDesk, ProblemError, signOut, switchPersonality, useSession, type ResponseOf } from '../../../request/index.ts';
import { Button, LinkButton, LoadingRows, Notice, PasswordInput, Problem, setLanguage, TextButton, TextInput, useFormat, useLanguage } from '../../../ui/index.ts';
import { EntranceFrame } from '../entrance/entrance-frame.tsx';
import { SignInForm } from '../entrance/sign-in-form.tsx';
import { acceptInvitation, invitedMaking, joinByInvitation, openInvitation } from './endpoints.ts';
import classes from './joining.module.css';
import { makePasskey, passkeysWork } from './passkey-ceremony.ts';
import { deviceName } from './passkeys-card.tsx';
import { useJoiningTexts } from './use-joining-texts.ts';

type Invitation = ResponseOf<NonNullable<typeof openInvitation.contract>>;

interface Step {
  readonly token: string;
  readonly invitation: Invitation;
  /** Leaves for the desk. */
  readonly onDone: () => void;
}

/** What the person reads before accepting: from whom, as what, where. */
function Told({ invitation }: { readonly invitation: Invitation }) {
  const texts = useJoiningTexts().invitation;
  const language = useLanguage();
  const format = useFormat();
  const lines = [
    [texts.from, invitation.inviterName], [texts.company, invitation.tenantName], [texts.as, invitation.profileName[language]], [texts.at, invitation.placeName],
    ...(invitation.hasAccount ? [] : [[texts.email, invitation.email]]), [texts.until, format.date(invitation.expiresOn)],
  ] as const;
  return (
    <dl className={classes.told}>
      {lines.map(([name, value]) => [<dt key={`${name} name`}>{name}</dt>, <dd key={name}>{value}</dd>])}
    </dl>
  );
}

/** Name, then passkey or password: one of the two, chosen by the person. */
function NewPerson({ token, invitation, onDone }: Step) {
  const texts = useJoiningTexts().invitation;
  const language = useLanguage();
  const canPasskey = invitation.passkeysPossible && passkeysWork();
  const [byPassword, setByPassword] = useState(!canPasskey);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<'name' | 'password'>();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ProblemError | string>();

  const accept = async (displayName: string): Promise<void> => {
    const common = { token, displayName, language };
    if (byPassword) return enterDesk(await call(acceptInvitation, { body: { ...common, proof: { by: 'password', password } } }), undefined);
    const passkey = await makePasskey(await call(invitedMaking, { body: { token, displayName } }));
    if (passkey === undefined) return setFault(texts.givenUp);
    return enterDesk(await call(acceptInvitation, { body: { ...common, proof: { by: 'passkey', passkey, name: deviceName(texts.device) } } }), undefined);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const lacking = name.trim().length < 2 ? 'name' : byPassword && Array.from(password.normalize('NFC')).length < least ? 'password' : undefined;
    setMissing(lacking);
    setFault(undefined);
    if (lacking !== undefined) return document.querySelector<HTMLInputElement>(`input[name="${lacking === 'name' ? 'name' : 'password'}"]`)?.focus();
    setBusy(true);
    try {
      await accept(name.trim());
    } catch (failure) {
      setFault(failure instanceof ProblemError ? failure : texts.givenUp);
    }
    setBusy(false);
  };
  const session = useSession();
  const entered = session.phase === 'in' && session.me.account.loginName === invitation.email;
  useEffect(() => {
    if (entered) onDone();
  }, [entered, onDone]);
  return (
    <form className={classes.stack} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput label={texts.name} value={name} onChange={setName} name="name" autoComplete="name" maxLength={200} error={missing === 'name' ? texts.nameMissing : undefined} startHere />
      {byPassword && (
        <>
          <input type="text" name="username" autoComplete="username" value={invitation.email} readOnly hidden />
          <PasswordInput
            label={texts.password} value={password} onChange={setPassword} name="password" autoComplete="new-password" maxLength={most} hint={texts.passwordHint(least)}
            error={missing === 'password' ? texts.passwordShort(least) : undefined}
          />
        </>
      )}
      <div role="alert">
        {typeof fault === 'string' && <Notice tone="attention">{fault}</Notice>}
        {fault instanceof ProblemError && <Problem problem={fault} compact />}
      </div>
      {!byPassword && <p className={classes.why}>{texts.passkeyWhy}</p>}
      <Button type="submit" kind="primary" size="touch" wide busy={busy}>
        {byPassword ? texts.accept : texts.withPasskey}
      </Button>
      {canPasskey && (
        <div>
          <TextButton onClick={() => setByPassword(!byPassword)}>{byPassword ? texts.withoutPassword : texts.withPassword}</TextButton>
        </div>
      )}
    </form>
  );
}

/** Somebody with an account signs in with it first; then the role is added. */
function KnownPerson({ token, invitation, onDone }: Step) {
  const texts = useJoiningTexts().invitation;
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ProblemError>();
  if (session.phase !== 'in') {
    return (
      <>
        <Notice tone="info">{texts.hasAccount}</Notice>
        <SignInForm loginName={invitation.email} />
      </>
    );
  }
  const { account } = session.me;
  const join = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      const { personalityId } = await call(joinByInvitation, { body: { token } });
      await switchPersonality({ personalityId }, onDone);
    } catch (failure) {
      if (failure instanceof ProblemError) setFault(failure);
      else throw failure;
    }
    setBusy(false);
  };
  return (
    <div className={classes.stack}>
      <p>{texts.signedInAs(account.displayName)}</p>
      {fault !== undefined && <Problem problem={fault} compact />}
      {account.loginName === invitation.email ? (
        <Button kind="primary" size="touch" wide busy={busy} onClick={() => void join()}>{texts.join}</Button>
      ) : (
        <Notice tone="attention" action={<Button onClick={() => void signOut()}>{texts.leave}</Button>}>{texts.otherAccount(invitation.email)}</Notice>
      )}
    </div>
  );
}

/** Behind the link of a mail: who invites, as what, where; then the way in. The token stays in the part of the address that no server sees. */
export function InvitationPage({ onDone }: { readonly onDone: () => void }) {
  const texts = useJoiningTexts().invitation;
  const session = useSession();
  const [token] = useState(() => window.location.hash.slice(1));
  const [invitation, setInvitation] = useState<Invitation>();
  const [problem, setProblem] = useState<ProblemError>();
  const readable = /^[\w-]{43}$/.test(token);
  useEffect(() => {
    if (!readable) return;
    const take = async (): Promise<void> => {
      const opened = await call(openInvitation, { body: { token } });
      // The mail was in this language; the buttons above change it.
      await setLanguage(opened.language).catch(() => undefined);
      setInvitation(opened);
    };
    take().catch((error: unknown) => setProblem(error as ProblemError));
  }, [token, readable]);
  // Somebody else is in: a new account would end that session, so it is said first.
  const stranger = session.phase === 'in' && invitation !== undefined && session.me.account.loginName !== invitation.email;
  return (
    <EntranceFrame title={texts.title}>
      {!readable && <Notice tone="attention">{texts.noLink}</Notice>}
      {readable && invitation === undefined && problem === undefined && <LoadingRows label={texts.loading} rows={4} />}
      {problem !== undefined && <Problem problem={problem} compact />}
      {(!readable || problem !== undefined) && (
        <div>
          <LinkButton href="/">{texts.toDesk}</LinkButton>
        </div>
      )}
      {invitation !== undefined && (
        <div className={classes.stack}>
          <Told invitation={invitation} />
          {invitation.hasAccount || stranger ? <KnownPerson token={token} invitation={invitation} onDone={onDone} /> : <NewPerson token={token} invitation={invitation} onDone={onDone} />}
        </div>
      )}
    </EntranceFrame>
  );
}
