export { wordFile } from './word.js';
export type { WordColumn, WordDocument, WordLine, WordPart, WordRow } from './word-document.js';
