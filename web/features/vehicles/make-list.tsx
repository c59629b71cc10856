import { useQueryOf } from '../../request/index.ts';
import { LoadingRows, Problem } from '../../ui/index.ts';
import { listMakes } from './endpoints.ts';
import classes from './make-list.module.css';
import { useVehicleTexts } from './use-vehicle-texts.ts';

interface MakeListProps {
  readonly chosen: string | undefined;
  readonly onChoose: (makeId: string | undefined) => void;
}

/** The makes of the catalogue with their number of versions; on a phone a row to swipe. */
export function MakeList({ chosen, onChoose }: MakeListProps) {
  const texts = useVehicleTexts();
  const { data, error, refetch } = useQueryOf(listMakes, undefined, { staleTimeMs: 300_000 });
  if (data === undefined) return error === null ? <LoadingRows label={texts.loading} /> : <Problem problem={error} compact onRetry={() => void refetch()} />;
  const total = data.items.reduce((sum, make) => sum + make.versions, 0);
  const lines = [{ makeId: undefined, name: texts.catalogue.allMakes, versions: total }, ...data.items];
  return (
    <nav className={classes.makes} aria-label={texts.catalogue.makes}>
      <ul>
        {lines.map((make) => (
          <li key={make.makeId ?? 'all'}>
            <button type="button" className={classes.make} aria-current={make.makeId === chosen ? 'true' : undefined} onClick={() => onChoose(make.makeId)}>
              {make.name}
              <span className={classes.count}>{make.versions}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
