import type { Coverage } from '#territory/api';
import { addDays } from '#platform/civil-date';
import { useFormat, useLanguage } from '../../ui/index.ts';
import classes from './territory.module.css';
import { useTerritoryTexts } from './use-territory-texts.ts';

interface CoverageListProps {
  readonly answer: Coverage;
  /** Says from when to when each person was in charge. */
  readonly withDays?: boolean;
}

/** The places above a node in each tree on the day, with the people in charge there at that time. */
export function CoverageList({ answer, withDays = false }: CoverageListProps) {
  const texts = useTerritoryTexts();
  const language = useLanguage();
  const format = useFormat();
  if (!answer.inForce) return <p className={classes.small}>{texts.detail.notInForce}</p>;
  const days = (since: string, until: string | null): string => (until === null ? texts.coverage.since(format.date(since)) : texts.coverage.between(format.date(since), format.date(addDays(until, -1))));
  return (
    <>
      {answer.trees.map(({ tree, name, places }) => (
        <section key={tree} aria-label={name[language]}>
          <h3 className={classes.heading}>{name[language]}</h3>
          <ul className={classes.lines}>
            {places.filter(({ id, people }) => id !== answer.node.id || people.length > 0).map((place) => (
              <li key={place.id} className={classes.line}>
                <strong>{place.name}</strong>
                {place.people.length === 0 && <span className={classes.meta}>{`${texts.kinds[place.kind]} ${place.code}`}</span>}
                {place.people.map((person) => (
                  <span key={person.personalityId} className={classes.meta}>
                    {`${person.displayName} (${person.profileName[language]})${withDays ? `, ${days(person.since, person.until)}` : ''}`}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
