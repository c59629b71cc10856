import { AppError } from './errors.ts';
import type { Decision } from './rule.ts';

/** A deed that the rule table refuses, with the decision, so that the refusal can be told in the audit trail. */
export class DeedRefused extends AppError {
  readonly decision: Decision;
  constructor(code: 'forbidden' | 'not_found', decision: Decision) {
    super(code, `${decision.action} on ${decision.objectKind}`);
    this.name = 'DeedRefused';
    this.decision = decision;
  }
}
