import { Link, useSearch } from '@tanstack/react-router';
import { useFormat, useLanguage } from '../../ui/index.ts';
import type { NavigationEntry, NavigationView } from '../feature.ts';
import type { OpenSection } from './sections.ts';
import classes from './side-nav.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

function Count({ useCount }: { readonly useCount: () => number | undefined }) {
  const count = useCount();
  const format = useFormat();
  return count === undefined || count === 0 ? null : <span className={classes.count}>{format.integer(count)}</span>;
}

function ViewLink({ path, view, onGo }: { readonly path: string; readonly view: NavigationView; readonly onGo: (() => void) | undefined }) {
  const found = view.useCount();
  const format = useFormat();
  const open: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  return (
    <li>
      <Link to={path} search={view.search} className={classes.view} aria-current={open['view'] === view.search['view'] ? 'page' : undefined} activeOptions={{ includeSearch: true }} onClick={onGo}>
        <span className={classes.name}>{view.label}</span>
        {found !== undefined && <span className={classes.count}>{`${format.integer(found.count)}${found.more ? '+' : ''}`}</span>}
      </Link>
    </li>
  );
}

/** Saved views of a list, below its entry. */
function Views({ path, useViews, onGo }: { readonly path: string; readonly useViews: () => readonly NavigationView[]; readonly onGo: (() => void) | undefined }) {
  const views = useViews();
  if (views.length === 0) return null;
  return (
    <ul className={classes.views}>
      {views.map((view) => (
        <ViewLink key={view.key} path={path} view={view} onGo={onGo} />
      ))}
    </ul>
  );
}

interface NavigationProps {
  readonly open: readonly OpenSection[];
  readonly active: OpenSection | undefined;
  readonly entry: NavigationEntry | undefined;
  readonly atHome: boolean;
  /** Called after a choice, so that a drawer can close. */
  readonly onGo?: () => void;
}

/** This area's views with their counts, and the way to the other areas. */
export function NavigationList({ open, active, entry, atHome, onGo }: NavigationProps) {
  const texts = useDeskTexts();
  const language = useLanguage();
  const others = open.filter((section) => section !== active);
  return (
    <>
      <ul className={classes.list}>
        <li>
          <Link to="/" className={classes.entry} aria-current={atHome ? 'page' : undefined} onClick={onGo}>
            {texts.home}
          </Link>
        </li>
      </ul>
      {active !== undefined && (
        <>
          <h2 className={classes.heading}>{active.label[language]}</h2>
          <ul className={classes.list}>
            {active.entries.map((each) => (
              <li key={each.key}>
                <Link to={each.path} className={classes.entry} aria-current={each === entry ? 'page' : undefined} onClick={onGo}>
                  <span>{each.label[language]}</span>
                  {each.useCount !== undefined && <Count useCount={each.useCount} />}
                </Link>
                {each.useViews !== undefined && <Views path={each.path} useViews={each.useViews} onGo={onGo} />}
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h2 className={classes.heading}>{texts.otherAreas}</h2>
          <ul className={classes.list}>
            {others.map((section) => (
              <li key={section.key}>
                <Link to={section.entries[0]?.path ?? '/'} className={classes.entry} onClick={onGo}>
                  {section.label[language]}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The column at the left of wide screens. */
export function SideNav(props: NavigationProps) {
  const texts = useDeskTexts();
  return (
    <nav className={classes.column} aria-label={texts.navigation}>
      <NavigationList {...props} />
    </nav>
  );
}
