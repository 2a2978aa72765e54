export { defaultConfiguration, parseConfiguration } from './configuration.ts';
export { readYaml } from './read-yaml.ts';
export { defaultConfigurationPath, defaultEvidence, defaultLadder } from './default-ladder.ts';
export { configurationSchema } from './schema.ts';
