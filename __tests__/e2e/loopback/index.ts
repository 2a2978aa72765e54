export { startLoopback, TOKEN, type Loopback } from './server.ts';
export { commitNamed, files, filesOf, type State } from './state.ts';
