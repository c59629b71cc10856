/** What profiles hold of each other. Pure. */
import type { ProfileRow } from '#identity/api';

/** From which parent a profile has a privilege; undefined when it has none or holds it itself. */
export function inheritedFrom(profiles: readonly ProfileRow[], profile: ProfileRow, privilege: string): ProfileRow | undefined {
  const parent = profiles.find(({ key }) => key === profile.parentKey);
  if (parent === undefined) return undefined;
  return parent.privileges.includes(privilege) ? parent : inheritedFrom(profiles, parent, privilege);
}

/** The profiles that hold at least one of these privileges, themselves or by a parent. */
export function profilesHolding(profiles: readonly ProfileRow[], privileges: readonly string[]): readonly ProfileRow[] {
  return profiles.filter((profile) => privileges.some((privilege) => profile.privileges.includes(privilege) || inheritedFrom(profiles, profile, privilege) !== undefined));
}
