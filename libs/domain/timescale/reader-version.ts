/** A changed reader gets a new version; stored readings keep theirs. Apart, so that its users load no parser. */
export const READER = 'reader-3';
