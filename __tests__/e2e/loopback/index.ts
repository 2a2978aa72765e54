export { faults, first, type Fault } from './faults.ts';
export { startLoopback, TOKEN, type Loopback } from './server.ts';
export { commitNamed, files, filesOf, type State } from './state.ts';
