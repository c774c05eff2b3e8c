/** JSON Schema, as far as our contracts use it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly description?: string;
}

/** One query, path or header parameter. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

/** One documented answer. */
export interface DocumentedAnswer {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>;
}

interface RawOperation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema; readonly example?: unknown }>> };
  readonly responses: Readonly<Record<string, DocumentedAnswer>>;
  readonly security?: readonly unknown[];
}

/** The document as far as these suites read it. */
export interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  /** What the platform sends, by event. */
  readonly webhooks: Readonly<Record<string, { readonly post: RawOperation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

/** One operation with its schemas resolved. `path` is written as the routes are: `/api/agents/:id`. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly isPublic: boolean;
  readonly query: readonly Parameter[];
  readonly body: JsonSchema | null;
  readonly responses: Readonly<Record<string, DocumentedAnswer>>;
}

/** Every operation of the document. */
export function operationsOf(raw: unknown): Operation[] {
  const document = raw as ApiDocument;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const body = operation.requestBody?.content['application/json']?.schema;
      return {
        method: method.toUpperCase(),
        path: path.replace(/\{(\w+)\}/g, ':$1'),
        operationId: operation.operationId,
        summary: operation.summary ?? '',
        isPublic: operation.security === undefined,
        query: (operation.parameters ?? []).filter((parameter) => parameter.in === 'query'),
        body: body ? resolved(document, body) : null,
        responses: operation.responses,
      };
    }),
  );
}

/** The schema with every `$ref` replaced; our contracts do not recurse. @throws Error for a reference to nothing */
export function resolved(document: ApiDocument, schema: JsonSchema): JsonSchema {
  if (schema.$ref) {
    const name = schema.$ref.replace('#/components/schemas/', '');
    const target = document.components.schemas[name];
    if (!target) throw new Error(`${schema.$ref} points to nothing`);
    return resolved(document, target);
  }
  const inner = (child: JsonSchema): JsonSchema => resolved(document, child);
  const [only] = schema.allOf ?? [];
  return {
    ...(schema.allOf?.length === 1 && only ? inner(only) : {}),
    ...schema,
    ...(schema.properties && {
      properties: Object.fromEntries(Object.entries(schema.properties).map(([key, child]) => [key, inner(child)])),
    }),
    ...(schema.items && { items: inner(schema.items) }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map(inner) }),
    ...(schema.oneOf && { oneOf: schema.oneOf.map(inner) }),
  };
}
