/** Modules in the order of their migrations and demo data: a module may rely on those before it. */
export const moduleNames = ['identity', 'gateway', 'territory', 'documents', 'communications', 'news', 'flows', 'vehicles', 'pricing', 'quoting'] as const;
