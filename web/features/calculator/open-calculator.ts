/** The way into the page: the schemas check faster with code made at run time, which the content policy of the desk forbids. */
import type { ComponentType } from 'react';
import { config } from 'zod';

export async function openCalculator(): Promise<ComponentType> {
  // Before the first schema is made, or each would try.
  config({ jitless: true });
  return (await import('./calculator-page.tsx')).CalculatorPage;
}
