import { useRouter } from '@tanstack/react-router';
import { useMay, useQueryOf } from '../../request/index.ts';
import { IconButton, useLanguage } from '../../ui/index.ts';
import { newsBadge } from './endpoints.ts';

// In the first load of everybody: two names weigh less than the texts of the feature.
const names = { it: 'Comunicazioni da leggere', en: 'Unread news' };

/** The number of unread items in the top bar; live events keep it right. */
export function NewsBadge() {
  const { history } = useRouter();
  const name = names[useLanguage()];
  const enabled = useMay()('news.item.read');
  const { data } = useQueryOf(newsBadge, undefined, { enabled });
  if (!enabled) return null;
  return <IconButton icon="document" label={name} count={data?.unread ?? 0} onClick={() => history.push('/news')} />;
}
