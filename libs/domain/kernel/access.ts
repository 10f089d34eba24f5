export const ACCESS = ['public', 'internal', 'restricted'] as const;
/** Who sees an item: everybody with the document, everybody who signs in, or one group. docs/domain.md, section 10. */
export interface Access {
  readonly level: (typeof ACCESS)[number];
  /** The id of the group that a restricted item is shown to. */
  readonly group?: string;
}
export const INTERNAL: Access = { level: 'internal' };
