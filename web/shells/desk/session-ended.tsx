import type { Me } from '#identity/api';
import { SignInForm } from '../../features/identity/entrance/sign-in-form.tsx';
import { leave } from '../../request/index.ts';
import { Button } from '../../ui/index.ts';
import classes from './start-states.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

/** Stands over the page that was open, which waits hidden with everything written in it. */
export function SessionEnded({ me }: { readonly me: Me }) {
  const texts = useDeskTexts().ended;
  return (
    <main className={classes.failed}>
      <title>{`${texts.title} · Volano`}</title>
      <h1>{texts.title}</h1>
      <p>
        {me.account.displayName}. {texts.detail}
      </p>
      <SignInForm loginName={me.account.loginName} />
      <div>
        <Button kind="quiet" onClick={leave}>
          {texts.other}
        </Button>
      </div>
    </main>
  );
}
