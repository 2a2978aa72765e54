export { defaultConfiguration, parseConfiguration } from './configuration.ts';
export { defaultConfigurationPath } from './default-ladder.ts';
