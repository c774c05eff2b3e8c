/** The error types of Stripe's API that the sandbox answers with. */
export type ProblemType = 'invalid_request_error' | 'idempotency_error' | 'card_error' | 'api_error';

/** What a refusal says besides its status and sentence. */
export interface ProblemDetails {
  type?: ProblemType;
  code?: string;
  param?: string;
  declineCode?: string;
  paymentIntent?: object;
  /** Requests refused by validation never began, so Stripe does not bind their idempotency key. */
  isValidation?: boolean;
}

/** A refusal in Stripe's error shape; the SDK turns it into its own error classes. */
export class StripeProblem extends Error {
  readonly isValidation: boolean;

  constructor(
    readonly status: number,
    message: string,
    private readonly details: ProblemDetails = {},
  ) {
    super(message);
    this.name = 'StripeProblem';
    this.isValidation = details.isValidation ?? false;
  }

  /** The JSON body Stripe sends with this refusal. */
  body(): { error: Record<string, unknown> } {
    const { type = 'invalid_request_error', code, param, declineCode, paymentIntent } = this.details;
    return {
      error: {
        ...(code === undefined ? {} : { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
        ...(declineCode === undefined ? {} : { decline_code: declineCode }),
        message: this.message,
        ...(param === undefined ? {} : { param }),
        ...(paymentIntent === undefined ? {} : { payment_intent: paymentIntent }),
        type,
      },
    };
  }
}

/** 404 for an object that does not exist (400 when it was named by a parameter other than the path, as Stripe does). */
export function missingResource(noun: string, id: string, param: string): StripeProblem {
  return new StripeProblem(param === 'id' ? 404 : 400, `No such ${noun}: '${id}'`, { code: 'resource_missing', param });
}

/** 400 for a value or a combination the API refuses. */
export function invalidParameter(message: string, param: string, code = 'parameter_invalid'): StripeProblem {
  return new StripeProblem(400, message, { code, param, isValidation: true });
}
