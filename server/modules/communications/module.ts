import type { Module } from '#platform/module';
import { mailJobs } from './deliver-mails.ts';
import { communicationsRoutes } from './http.ts';
import { tellRights } from './tell-rights.ts';
import { tellOwner, tellOwnerByLink } from './tell-owner.ts';

export { mailJobs, tellOwnerByLink };

export const communicationsModule: Module = { name: 'communications', routes: communicationsRoutes, consumers: [tellOwner, tellRights] };
