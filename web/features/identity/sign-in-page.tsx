import { useState } from 'react';
import type { About } from '#platform/about-api';
import { ProblemError, signIn, useQueryOf } from '../../request/index.ts';
import { Notice, SegmentedButtons, setLanguage, useLanguage, type Language } from '../../ui/index.ts';
import { PlanWheel } from './plan-wheel.tsx';
import { about } from './endpoints.ts';
import { SignInForm } from './sign-in-form.tsx';
import classes from './sign-in-page.module.css';
import { useIdentityTexts } from './use-identity-texts.ts';

interface DemoProps {
  readonly accounts: About['demoAccounts'];
  readonly password: string;
  readonly chosen: Language | undefined;
}

/** The people of the demo world; one click is enough, their password is public. */
function DemoPeople({ accounts, password, chosen }: DemoProps) {
  const texts = useIdentityTexts().signIn;
  const language = useLanguage();
  const [entering, setEntering] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const enter = async (loginName: string): Promise<void> => {
    setEntering(loginName);
    setRefusal(undefined);
    try {
      await signIn(loginName, password, chosen);
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
  const texts = useIdentityTexts().signIn;
  const language = useLanguage();
  const [chosen, setChosen] = useState<Language>();
  const { data } = useQueryOf(about);
  const choose = async (wanted: Language): Promise<void> => {
    await setLanguage(wanted);
    setChosen(wanted);
  };
  return (
    <div className={classes.page}>
      <title>{`${texts.title} · Volano`}</title>
      <aside className={classes.brand}>
        <p className={classes.product}>Volano</p>
        <div className={classes.words}>
          <p className={classes.headline}>{texts.headline}</p>
          <p className={classes.promise}>{texts.promise}</p>
        </div>
        <div className={classes.wheel}>
          <PlanWheel />
        </div>
        {data !== undefined && <p className={classes.version}>{texts.version(data.version)}</p>}
      </aside>
      <main className={classes.entrance}>
        <div className={classes.language}>
          <SegmentedButtons
            label={texts.language}
            hideLabel
            size="toolbar"
            options={[
              { value: 'it', label: <span lang="it">Italiano</span> },
              { value: 'en', label: <span lang="en">English</span> },
            ]}
            value={language}
            onChange={(wanted) => void choose(wanted)}
          />
        </div>
        <div className={classes.column}>
          <h1>{texts.title}</h1>
          <SignInForm chosen={chosen} />
          {data?.demo === true && data.demoPassword !== null && <DemoPeople accounts={data.demoAccounts} password={data.demoPassword} chosen={chosen} />}
        </div>
      </main>
    </div>
  );
}
