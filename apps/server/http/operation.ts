export const REF = {
  name: 'ref',
  in: 'path',
  required: true,
  description: 'The id or the reference of the item, such as SMI-A05.',
  schema: { type: 'string', minLength: 1, maxLength: 40 },
};

export const NUMBER = {
  name: 'number',
  in: 'path',
  required: true,
  description: 'The number of the event, as people see and print it.',
  schema: { type: 'integer', minimum: 1 },
};

export interface Operation {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly object[];
  readonly body?: string;
  /** Takes the bytes of a file in place of JSON. */
  readonly takesFile?: true;
  readonly status: 200 | 201;
  readonly contentType?: string;
  /** Others that it may answer with. */
  readonly otherTypes?: readonly string[];
  readonly answers: object;
  readonly anonymous?: boolean;
}

/** Spread into the operations of routes that read. */
export const READING = { method: 'get', status: 200, parameters: [], description: 'For whoever signs in.' } as const;
