import { Link } from '@tanstack/react-router';
import { useMay } from '../../request/index.ts';
import type { HomeTile } from '../../shells/feature.ts';
import { useShellFeatures } from '../../shells/shell-features.ts';
import { EmptyState, Icon, useFormat, useLanguage } from '../../ui/index.ts';
import classes from './home.module.css';
import { useHomeTexts } from './use-home-texts.ts';

function Count({ useCount }: { readonly useCount: () => number | undefined }) {
  const count = useCount();
  const format = useFormat();
  return count === undefined ? null : <span className={classes.count}>{format.integer(count)}</span>;
}

function Tile({ tile }: { readonly tile: HomeTile }) {
  const language = useLanguage();
  return (
    <Link to={tile.path} className={tile.primary === true ? `${classes.tile} ${classes.primary}` : classes.tile}>
      <span className={classes.tileHead}>
        <span className={classes.sign}>
          <Icon name={tile.icon} size={18} />
        </span>
        {tile.useCount !== undefined && <Count useCount={tile.useCount} />}
      </span>
      <strong>{tile.label[language]}</strong>
      <span className={classes.description}>{tile.description[language]}</span>
    </Link>
  );
}

/** What the active personality may do, the first thing first. */
export function HomeTiles() {
  const texts = useHomeTexts();
  const may = useMay();
  const tiles = useShellFeatures().flatMap((feature) => feature.home?.tiles ?? []).filter((tile) => may(tile.privilege));
  if (tiles.length === 0) {
    return (
      <EmptyState
        title={texts.nothingTitle}
        why={texts.nothingWhy}
        action={
          <Link to="/account" className={classes.link}>
            {texts.toAccount}
          </Link>
        }
      />
    );
  }
  return (
    <section aria-labelledby="home-tiles">
      <h2 id="home-tiles" className={classes.heading}>
        {texts.whatToDo}
      </h2>
      <div className={classes.tiles}>
        {tiles.toSorted((a, b) => Number(b.primary === true) - Number(a.primary === true)).map((tile) => (
          <Tile key={tile.key} tile={tile} />
        ))}
      </div>
    </section>
  );
}
