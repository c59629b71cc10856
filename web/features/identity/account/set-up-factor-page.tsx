import { loadSession, signOut } from '../../../request/index.ts';
import { Button, LoadingRows } from '../../../ui/index.ts';
import { PasskeyFactor, usePasskeyFactor } from './passkey-factor.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import classes from './security.module.css';
import { useSecurityTexts } from './use-security-texts.ts';

/** All that is open to whoever owes the factor that the company asks for: a passkey where the address allows one, else codes. */
export function SetUpFactorPage() {
  const texts = useSecurityTexts();
  const passkey = usePasskeyFactor();
  const goOn = (): void => void loadSession();
  return (
    <main className={classes.setUp}>
      <title>{`${texts.setUp.title} · Volano`}</title>
      <h1>{texts.setUp.title}</h1>
      <p className={classes.why}>{passkey === false ? texts.setUp.why : texts.setUp.whyTwo}</p>
      {passkey === undefined && <LoadingRows label={texts.factor.loading} rows={2} />}
      {passkey !== undefined && passkey !== false && <PasskeyFactor held={passkey.held} onSetUp={goOn} />}
      {passkey !== undefined && <SecondFactorPanel isSecondChoice={passkey !== false} onSetUp={goOn} />}
      <div>
        <Button kind="quiet" onClick={() => void signOut()}>
          {texts.setUp.signOut}
        </Button>
      </div>
    </main>
  );
}
