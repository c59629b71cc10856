import { Icon, TreeCount, TreeName, TreeView, useFormat, type TreeRow, type TreeViewProps } from '../../../ui/index.ts';
import classes from './organisation.module.css';
import type { OrganisationNode } from './organisation-tree.ts';
import { useIdentityTexts } from '../use-identity-texts.ts';

function RowWords({ node }: { readonly node: OrganisationNode }) {
  const texts = useIdentityTexts().organisation;
  const format = useFormat();
  return (
    <>
      <TreeName>{node.name}</TreeName>
      <span className={classes.kind}>{texts.kinds[node.kind]}</span>
      {node.validTo !== null && <span className={classes.ended}>{texts.ended}</span>}
      <TreeCount title={texts.hereAndBelow}>
        {node.peopleBelow > 0 && (
          <>
            <Icon name="person" size={12} />
            <span aria-label={texts.people(node.peopleBelow)}>{format.integer(node.peopleBelow)}</span>
          </>
        )}
      </TreeCount>
    </>
  );
}

const drawRow = ({ node }: TreeRow<OrganisationNode>) => <RowWords node={node} />;

/** The organisation, with the kind of each node and how many people work at it and below. */
export function OrganisationTreeView(props: Pick<TreeViewProps<OrganisationNode>, 'rows' | 'current' | 'rowHeight' | 'onGo' | 'onToggle'>) {
  return <TreeView label={useIdentityTexts().organisation.tree} renderRow={drawRow} height="var(--tree-height)" {...props} />;
}
