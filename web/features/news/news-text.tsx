import classes from './news.module.css';

/** Plain text as paragraphs and lists: nothing in it is ever read as markup. */
export function NewsText({ text }: { readonly text: string }) {
  const blocks = text.split(/\n{2,}/).flatMap((block) => {
    const lines = block.split('\n');
    const groups: { readonly list: boolean; readonly lines: string[] }[] = [];
    for (const line of lines) {
      const list = line.startsWith('- ');
      const last = groups.at(-1);
      if (last !== undefined && last.list === list) last.lines.push(line);
      else groups.push({ list, lines: [line] });
    }
    return groups;
  });
  return (
    <div className={classes.text}>
      {blocks.map(({ list, lines }, index) =>
        list ? <ul key={index}>{lines.map((line, at) => <li key={at}>{line.slice(2)}</li>)}</ul> : <p key={index}>{lines.join('\n')}</p>,
      )}
    </div>
  );
}
