import type { Draft } from '../core/draft.js';

/** One call to the API, with its parameters still as text. */
export interface ApiCall {
  draft: Draft;
  /** Query and form parameters; `expand` is taken out already. */
  params: Record<string, unknown>;
  /** The `:id` of the path, or an empty string. */
  id: string;
  /** The `:child` of a path below another object, or an empty string. */
  child: string;
  /** The path as called, which lists carry as their `url`. */
  path: string;
}

/** An address of the API and what it does there. */
export interface ApiRoute {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  handle: (call: ApiCall) => object;
}
