import type { MovePreview, TreeKey } from '#territory/api';
import { Notice, useFormat, useLanguage } from '../../ui/index.ts';
import classes from './territory.module.css';
import { useTerritoryTexts } from './use-territory-texts.ts';

type Counted = MovePreview['moved'];

function useCountedWords(preview: MovePreview): (counted: Counted) => string {
  const texts = useTerritoryTexts();
  const format = useFormat();
  const language = useLanguage();
  return ({ dealers, records }) => {
    const parts = [
      ...(dealers > 0 ? [texts.dealers(dealers)] : []),
      ...preview.records.filter(({ key }) => (records[key] ?? 0) > 0).map(({ key, words }) => `${format.integer(records[key])} ${words[language]}`),
    ];
    return parts.length === 0 ? texts.move.nothing : parts.join(', ');
  };
}

/** What the moves would do, in words and a table: nothing has been written yet. */
export function MoveEffect({ preview, tree }: { readonly preview: MovePreview; readonly tree: TreeKey }) {
  const texts = useTerritoryTexts().move;
  const language = useLanguage();
  const format = useFormat();
  const say = useCountedWords(preview);
  const more = preview.inside.count - preview.inside.people.length;
  return (
    <output>
      <p>
        {texts.moved}: <strong>{say(preview.moved)}</strong>
      </p>
      {preview.reached.filter(({ begin, stop }) => begin + stop > 0).map(({ key, begin, stop }) => (
        <p key={key}>{texts.reached(format.integer(begin), format.integer(stop), preview.records.find((record) => record.key === key)?.words[language] ?? '')}</p>
      ))}
      <h3 className={classes.heading}>{tree === 'sales' ? texts.peopleSales : texts.peopleOther}</h3>
      {preview.people.length === 0 ? (
        <p className={classes.small}>{texts.nobody}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.effect}>
            <thead>
              <tr>
                <th scope="col">{texts.person}</th>
                <th scope="col">{texts.gains}</th>
                <th scope="col">{texts.loses}</th>
              </tr>
            </thead>
            <tbody>
              {preview.people.map((person) => (
                <tr key={`${person.personalityId} ${person.place.id}`}>
                  <td>
                    <strong>{person.displayName}</strong>
                    <div className={classes.meta}>
                      {person.profileName[language]}, {person.place.name}
                    </div>
                  </td>
                  <td>{say(person.gains)}</td>
                  <td>{say(person.loses)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {preview.inside.count > 0 && (
        <>
          <h3 className={classes.heading}>{texts.inside(preview.inside.count)}</h3>
          <p className={classes.small}>
            {preview.inside.people.slice(0, 8).map(({ displayName }) => displayName).join(', ')}
            {more + Math.max(0, preview.inside.people.length - 8) > 0 && ` ${texts.more(more + Math.max(0, preview.inside.people.length - 8))}`}
          </p>
        </>
      )}
      {preview.later.length > 0 && (
        <Notice tone="attention">
          <strong>{texts.later}</strong>
          <ul>
            {preview.later.map(({ orderId, on, node, to, why }) => (
              <li key={`${orderId} ${node.id}`}>
                {texts.laterLine(format.date(on), node.name, to.name)} ({texts.laterWhy[why]})
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </output>
  );
}
