import type { ViewTexts } from './texts.it.ts';

export const en: ViewTexts = {
  views: 'Views',
  mine: 'My views',
  shared: 'Shared with me',
  by: (name) => `by ${name}`,
  saveAs: 'Save as a view',
  update: 'Update the view',
  rename: 'Rename or share',
  remove: 'Delete the view',
  opens: 'Always open with this view',
  opensNot: 'No longer open with this view',
  changed: (name) => `${name} (changed)`,
  name: 'Name of the view',
  share: 'Who sees it',
  own: 'Only me',
  lent: 'Who works with me',
  saved: (name) => `View “${name}” saved.`,
  removed: (name) => `View “${name}” deleted.`,
  save: 'Save the view',
};
