export { defaultConfiguration, parseConfiguration } from './configuration.ts';
export { readYaml } from './read-yaml.ts';
export { defaultConfigurationPath, defaultLadder } from './default-ladder.ts';
export { configurationSchema } from './schema.ts';
