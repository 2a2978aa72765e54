export { parseSpec } from './parse.ts';
