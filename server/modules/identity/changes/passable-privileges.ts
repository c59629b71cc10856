/** Which privileges a stand-in may be lent. Pure. */

const lendable = new Set(['identity.organisation.read', 'identity.people.read']);

/** Rights over rights, the trail, credentials, applications and the installation stay with whoever was trusted with them. */
export function isPassable(privilege: string): boolean {
  const [module = ''] = privilege.split('.');
  if (module === 'identity') return lendable.has(privilege);
  return module !== 'gateway' && module !== 'platform';
}
