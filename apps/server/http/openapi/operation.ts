/** One operation of the API, as OpenAPI says it. */
export interface Operation {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly object[];
  readonly body?: string;
  readonly status: 200 | 201;
  readonly contentType?: string;
  readonly answers: object;
  readonly anonymous?: boolean;
}
