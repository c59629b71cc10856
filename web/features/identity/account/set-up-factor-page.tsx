import { loadSession, signOut } from '../../../request/index.ts';
import { Button } from '../../../ui/index.ts';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import classes from './security.module.css';
import { useSecurityTexts } from './use-security-texts.ts';

/** All that is open to whoever owes the factor that the company asks for. */
export function SetUpFactorPage() {
  const texts = useSecurityTexts().setUp;
  return (
    <main className={classes.setUp}>
      <title>{`${texts.title} · Volano`}</title>
      <h1>{texts.title}</h1>
      <p className={classes.why}>{texts.why}</p>
      <SecondFactorPanel onSetUp={() => void loadSession()} />
      <div>
        <Button kind="quiet" onClick={() => void signOut()}>
          {texts.signOut}
        </Button>
      </div>
    </main>
  );
}
