import { gateRoute, type RouteHandler } from '#platform/http/route';
import { done, refuse } from '#platform/result';
import { calculationRoute } from './api.ts';
import { calculations } from './calculations.ts';
import { inCallersTerms, type Calculation } from './calculations/calculation.ts';
import { hostAids } from './host-aids.ts';

/** One route for each calculation. Nothing is read or written, so no transaction is opened. */
export const calculatorRoutes: readonly RouteHandler[] = calculations.map((calculation) => calculatorRoute(calculation));

function calculatorRoute(calculation: Calculation): RouteHandler {
  return gateRoute(calculationRoute(calculation), (_gate, { body }) => {
    const answer = calculation.run(body, hostAids);
    if (answer.ok) return Promise.resolve(done(answer.result));
    const { code, path, nearest, reason } = inCallersTerms(answer);
    const field = ['body', path].filter((part) => part !== '').join('.');
    return Promise.resolve(refuse(code, field, { field, ...(nearest === undefined ? {} : { nearest }), ...(reason === undefined ? {} : { reason }) }));
  });
}
