import { useCallback } from 'react';
import type { Me } from '#identity/api';
import { useSession } from './session.ts';

/** Who is signed in. Only for components below the session gate, which renders nothing of a page without a person. */
export function useMe(): Me {
  const session = useSession();
  if (session.phase === 'in' || session.phase === 'ended') return session.me;
  throw new Error('useMe outside the session gate');
}

/** Whether the active personality holds a privilege; null asks for none. The server decides again at every request. */
export function useMay(): (privilege: string | null) => boolean {
  const { privileges } = useMe();
  return useCallback((privilege) => privilege === null || privileges.includes(privilege), [privileges]);
}
