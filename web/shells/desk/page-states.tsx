/** Pages that stand in for another: not found, not for this personality, stopped, loading. */
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe } from '../../request/index.ts';
import { Button, EmptyState, LoadingBlock, Page, Problem, useLanguage } from '../../ui/index.ts';
import { forgetFailedPages } from '../lazy-page.tsx';
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

/** The route needs a privilege that the active personality does not hold; the server would refuse too. */
export function ForbiddenPage() {
  const texts = useDeskTexts().forbidden;
  const me = useMe();
  const language = useLanguage();
  return (
    <Page title={texts.title}>
      <EmptyState title={texts.working(personalityName(me.personality, language))} why={texts.remedy} action={<ToHome />} />
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

/** A page that threw: the shell around it stays usable. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const texts = useDeskTexts().failure;
  const router = useRouter();
  const download = isDownload(error);
  const title = download ? texts.downloadTitle : texts.title;
  const again = (): void => {
    forgetFailedPages();
    reset();
    void router.invalidate();
  };
  return (
    <Page title={title}>
      <Problem problem={{ title, detail: download ? texts.downloadDetail : texts.detail, code: download ? 'download' : error instanceof Error ? error.name : 'unknown' }} onRetry={again} />
      <div>
        <Button onClick={() => window.location.reload()}>{texts.reload}</Button>
      </div>
    </Page>
  );
}
