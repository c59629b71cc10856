import { Link } from '@tanstack/react-router';
import { useMay } from '../../request/index.ts';
import type { HomeList } from '../../shells/feature.ts';
import { useShellFeatures } from '../../shells/shell-features.ts';
import { Button, InstantText, LoadingRows, Panel, useLanguage } from '../../ui/index.ts';
import classes from './home.module.css';
import { useHomeTexts } from './use-home-texts.ts';

function List({ list }: { readonly list: HomeList }) {
  const texts = useHomeTexts();
  const language = useLanguage();
  const { state, items, retry } = list.useItems();
  return (
    <Panel
      title={list.title[language]}
      actions={
        <Link to={list.path} className={classes.link}>
          {texts.all}
        </Link>
      }
    >
      {state === 'loading' && <LoadingRows label={texts.loading} rows={4} />}
      {state === 'failed' && (
        <p className={classes.failed} role="alert">
          {texts.failed}
          {retry !== undefined && <Button onClick={retry}>{texts.retry}</Button>}
        </p>
      )}
      {state === 'ready' && items.length === 0 && <p className={classes.nothing}>{list.empty[language]}</p>}
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item.key}>
              <Link to={item.path} className={classes.item}>
                <span className={classes.itemWords}>
                  <strong>{item.title}</strong>
                  <span>{item.detail}</span>
                </span>
                <span className={classes.itemRight}>
                  {item.figure !== undefined && <span className={classes.figure}>{item.figure}</span>}
                  <InstantText instant={item.at} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Where I left off: the latest of each kind, from the features that keep them. */
export function HomeLists() {
  const may = useMay();
  const lists = useShellFeatures().flatMap((feature) => feature.home?.lists ?? []).filter((list) => may(list.privilege));
  return lists.map((list) => <List key={list.key} list={list} />);
}
