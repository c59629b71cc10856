import { useState } from 'react';
import type { About } from '#platform/about-api';
import { ProblemError, signIn, useQueryOf } from '../../../request/index.ts';
import { Notice, useLanguage, type Language } from '../../../ui/index.ts';
import { about } from '../endpoints.ts';
import { EntranceFrame } from './entrance-frame.tsx';
import { EntranceNotices } from '../federation/entrance-notices.tsx';
import { SignInForm } from './sign-in-form.tsx';
import classes from './sign-in-page.module.css';
import { useEntranceTexts } from './use-entrance-texts.ts';

interface DemoProps {
  readonly accounts: About['demoAccounts'];
  readonly password: string;
  readonly chosen: Language | undefined;
}

/** The people of the demo world; one click is enough, their password is public. */
function DemoPeople({ accounts, password, chosen }: DemoProps) {
  const texts = useEntranceTexts().signIn;
  const language = useLanguage();
  const [entering, setEntering] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const enter = async (loginName: string): Promise<void> => {
    setEntering(loginName);
    setRefusal(undefined);
    try {
      // Somebody who has set up a second factor here goes through the form.
      if ((await signIn(loginName, password, chosen)) !== undefined) setEntering(undefined);
    } catch (error) {
      setRefusal(error instanceof ProblemError ? error.detail : String(error));
      setEntering(undefined);
    }
  };
  return (
    <section className={classes.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{texts.demoTitle}</h2>
      <p>
        {texts.demoWhy} <code>{password}</code>
      </p>
      <div role="alert">{refusal !== undefined && <Notice tone="danger">{refusal}</Notice>}</div>
      <ul>
        {accounts.map(({ loginName, displayName, role }) => (
          <li key={loginName}>
            <button type="button" aria-busy={entering === loginName} disabled={entering !== undefined && entering !== loginName} onClick={() => void enter(loginName)}>
              <strong>
                <span className="visually-hidden">{texts.demoAs}</span> {displayName}
              </strong>
              <span>{role[language]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who are you? Brand at the left, form at the right; in the demo world also the people to be. */
export function SignInPage() {
  const texts = useEntranceTexts().signIn;
  const [chosen, setChosen] = useState<Language>();
  const { data } = useQueryOf(about);
  return (
    <EntranceFrame title={texts.title} onLanguage={setChosen}>
      <EntranceNotices />
      <SignInForm chosen={chosen} />
      {data?.demo === true && data.demoPassword !== null && <DemoPeople accounts={data.demoAccounts} password={data.demoPassword} chosen={chosen} />}
    </EntranceFrame>
  );
}
