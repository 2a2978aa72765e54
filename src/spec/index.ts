export { boxFinder, turned, withBoxes, type WrittenBox } from './edits.ts';
export { parseSpec } from './parse.ts';
