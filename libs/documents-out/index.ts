export { wordFile } from './word.js';
export {
  inXml,
  type WordColumn,
  type WordDocument,
  type WordLine,
  type WordPart,
  type WordRow,
} from './word-document.js';
