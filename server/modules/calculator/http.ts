import { gateRoute, type RouteHandler } from '#platform/http/route';
import { AppError } from '#platform/errors';
import { done, refuse } from '#platform/result';
import { calculationRoute } from './api.ts';
import { calculations } from './calculations.ts';
import { inCallersTerms, type Calculation } from './calculations/calculation.ts';
import { checkInput } from './calculations/check-input.ts';
import { hostAids } from './host-aids.ts';

/** One route for each calculation. Nothing is read or written, so no transaction is opened. */
export const calculatorRoutes: readonly RouteHandler[] = calculations.map((calculation) => calculatorRoute(calculation));

function calculatorRoute(calculation: Calculation): RouteHandler {
  return gateRoute(calculationRoute(calculation), (_gate, { body }) => {
    const line = isLine(body) ? body : undefined;
    const checked = checkInput(calculation.input, line === undefined ? body : line.input);
    // The contract has passed the same input already.
    if (!checked.ok) throw new AppError('invalid_input');
    const answer = calculation.run(checked.input, hostAids);
    if (answer.ok) return Promise.resolve(done(line === undefined ? answer.result : { id: line.id, ok: true, result: answer.result }));
    const { code, path, nearest, reason } = inCallersTerms(answer);
    const field = ['body', ...(line === undefined ? [] : ['input']), path].filter((part) => part !== '').join('.');
    return Promise.resolve(refuse(code, field, { field, ...(nearest === undefined ? {} : { nearest }), ...(reason === undefined ? {} : { reason }) }));
  });
}

interface Line {
  readonly id: string | number;
  readonly do: string;
  readonly input: unknown;
}

/** No calculation has an input field called `do`. */
const isLine = (body: unknown): body is Line => typeof body === 'object' && body !== null && 'do' in body;
