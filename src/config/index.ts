export { defaultConfiguration, parseConfiguration } from './configuration.ts';
export { defaultConfigurationPath, defaultLadder } from './default-ladder.ts';
