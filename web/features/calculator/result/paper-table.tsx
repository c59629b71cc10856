/** All rows as an ordinary table, made only when the page is printed: the list on the screen draws those in view alone. */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import classes from './paper-table.module.css';

function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The browser takes the page as it stands when the event is over.
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

interface PaperTableProps {
  readonly label: string;
  readonly head: readonly string[];
  readonly rows: () => readonly (readonly string[])[];
  readonly foot?: readonly string[] | undefined;
}

export function PaperTable({ label, head, rows, foot }: PaperTableProps) {
  const printing = usePrinting();
  if (!printing) return null;
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>{head.map((title) => <th key={title} scope="col">{title}</th>)}</tr>
      </thead>
      <tbody>
        {rows().map((row, index) => (
          <tr key={`${index}-${row[0]}`}>{row.map((cell, place) => <td key={head[place]}>{cell}</td>)}</tr>
        ))}
      </tbody>
      {foot !== undefined && (
        <tfoot>
          <tr>{foot.map((cell, place) => <td key={head[place]}>{cell}</td>)}</tr>
        </tfoot>
      )}
    </table>
  );
}
