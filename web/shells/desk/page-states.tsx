/** Pages that stand in for another: not found, not for this personality, stopped, loading. */
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay, useMe, useServerDown } from '../../request/index.ts';
import { Button, EmptyState, LoadingBlock, Page, Problem, useLanguage } from '../../ui/index.ts';
import classes from './page-states.module.css';
import { personalityName } from '../personality-name.ts';
import { useDeskTexts } from './use-desk-texts.ts';

function ToHome(): ReactNode {
  const texts = useDeskTexts().notFound;
  return (
    <Link to="/" className={classes.link}>
      {texts.toHome}
    </Link>
  );
}

export function NotFoundPage() {
  const texts = useDeskTexts().notFound;
  return (
    <Page title={texts.title}>
      <EmptyState title={texts.detail} action={<ToHome />} />
    </Page>
  );
}

/** For whoever may ask the rules: the answer is about the asker himself. */
function WhyNot({ personalityId, privilege }: { readonly personalityId: string; readonly privilege: string }): ReactNode {
  const texts = useDeskTexts().forbidden;
  return (
    <Link to="/why" search={{ person: personalityId, kind: 'function', action: privilege }} className={classes.link}>
      {texts.whyNot}
    </Link>
  );
}

/** The route needs a privilege that the active personality does not hold; the server would refuse too. */
export function ForbiddenPage({ privilege }: { readonly privilege: string | null }) {
  const texts = useDeskTexts().forbidden;
  const me = useMe();
  const may = useMay();
  const language = useLanguage();
  return (
    <Page title={texts.title}>
      <EmptyState title={texts.working(personalityName(me.personality, language))} why={texts.remedy} action={<>{privilege !== null && may('identity.rights.explain') && <WhyNot personalityId={me.personality.id} privilege={privilege} />}<ToHome /></>} />
    </Page>
  );
}

export function PendingPage() {
  const texts = useDeskTexts();
  return (
    <div className={classes.pending}>
      <LoadingBlock label={texts.loading} height={240} />
    </div>
  );
}

/** A browser says in its own words that a part could not be fetched. */
function isDownload(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|importing a module|module script|preload css/i.test(error.message);
}

/** A page that threw: the shell around it stays usable. What was not downloaded comes only with a new load of the page. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const texts = useDeskTexts().failure;
  const router = useRouter();
  const down = useServerDown();
  if (isDownload(error)) {
    return (
      <Page title={texts.downloadTitle}>
        <Problem problem={{ title: texts.downloadTitle, detail: texts.downloadDetail, code: 'download' }} lost="nothing" />
        <div>
          <Button kind="primary" disabled={down} onClick={() => window.location.reload()}>
            {texts.reload}
          </Button>
        </div>
      </Page>
    );
  }
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={texts.title}>
      <Problem problem={{ title: texts.title, detail: texts.detail, code: error instanceof Error ? error.name : 'unknown' }} onRetry={again} />
    </Page>
  );
}
