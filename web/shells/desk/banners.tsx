import { useEffect, useRef, useState } from 'react';
import { useServerDown } from '../../request/index.ts';
import { Button } from '../../ui/index.ts';
import { useHasOpenForm } from '../open-forms.ts';
import classes from './banners.module.css';
import { useDeskTexts } from './use-desk-texts.ts';
import { useNewVersion } from './use-new-version.ts';

const goodNewsMs = 4000;

/** True for a few seconds after the server came back. */
function useJustBack(down: boolean): boolean {
  const [back, setBack] = useState(false);
  const was = useRef(down);
  useEffect(() => {
    if (was.current === down) return;
    was.current = down;
    setBack(!down);
    if (down) return;
    const timer = setTimeout(() => setBack(false), goodNewsMs);
    return () => clearTimeout(timer);
  }, [down]);
  return back;
}

function NewVersion() {
  const texts = useDeskTexts().banner;
  const openForm = useHasOpenForm();
  const [later, setLater] = useState(false);
  if (later) return null;
  return (
    <div className={`${classes.banner} ${classes.news}`}>
      <span>
        {texts.newVersion} {openForm && texts.formOpen}
      </span>
      <span className={classes.actions}>
        {!openForm && (
          <Button kind="primary" onClick={() => window.location.reload()}>
            {texts.reload}
          </Button>
        )}
        <Button onClick={() => setLater(true)}>{texts.later}</Button>
      </span>
    </div>
  );
}

/** What concerns the whole page: the server is away, or a new version is ready. */
export function Banners() {
  const texts = useDeskTexts().banner;
  const down = useServerDown();
  const back = useJustBack(down);
  const newVersion = useNewVersion();
  return (
    <div className={classes.stack}>
      <div role="status">
        {down && <div className={`${classes.banner} ${classes.down}`}>{texts.down}</div>}
        {back && <div className={`${classes.banner} ${classes.back}`}>{texts.back}</div>}
      </div>
      <div role="status">{newVersion && <NewVersion />}</div>
    </div>
  );
}
