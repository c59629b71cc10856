import type { Module } from '#platform/module';
import { mailJobs } from './deliver-mails.ts';
import { communicationsRoutes } from './http.ts';
import { tellOwner } from './tell-owner.ts';

export { mailJobs };

export const communicationsModule: Module = { name: 'communications', routes: communicationsRoutes, consumers: [tellOwner] };
