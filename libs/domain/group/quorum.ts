/** How many must be present for a group to decide, and which posts must be among them, by their ids. */
export interface QuorumRule {
  readonly atLeast: number;
  readonly posts: readonly string[];
}

export interface JudgedQuorum {
  readonly quorate: boolean;
  readonly present: number;
  /** The posts of the rule that are not here. */
  readonly missing: readonly string[];
}

export function judgeQuorum({ atLeast, posts }: QuorumRule, present: readonly string[]): JudgedQuorum {
  const here = new Set(present);
  const missing = posts.filter((post) => !here.has(post));
  return { quorate: here.size >= atLeast && missing.length === 0, present: here.size, missing };
}
