import { z } from 'zod';
import { defineRoute } from './contract.ts';

const about = z.object({
  version: z.string(),
  /** Where people are meant to come in; cookies of another host are none of this one. */
  publicUrl: z.string().optional(),
  /** The installation holds the demo world: its accounts and their public password may be shown. */
  demo: z.boolean(),
  demoPassword: z.string().nullable(),
  demoAccounts: z.array(z.object({ loginName: z.string(), displayName: z.string(), role: z.object({ it: z.string(), en: z.string() }) })),
});
export type About = z.infer<typeof about>;

/** What a page needs to know before anybody is signed in. */
export const readAbout = defineRoute({
  method: 'GET',
  path: '/api/platform/about',
  summary: 'Version of the program, and the demo accounts when the installation holds the demo world.',
  access: 'public',
  response: about,
});
