import { defaultConfiguration, defaultConfigurationPath, parseConfiguration } from '../config/index.ts';
import { UserError, type Configuration } from '../model/index.ts';
import { globFiles, readText } from '../workspace/index.ts';

/**
 * The configuration that a run is judged by: the named file, else `.github/maturity.yml` if there is one, else defaults.
 * @throws UserError with all problems of the file.
 */
export async function loadConfiguration(root: string, named: string | null): Promise<Configuration> {
  const path = named ?? defaultConfigurationPath;
  const exists = named !== null || (await globFiles(root, [defaultConfigurationPath])).length > 0;
  if (!exists) return defaultConfiguration();
  const file = await readText(root, path);
  if (!file.ok) throw new UserError(...file.problems);
  const configuration = parseConfiguration(file.value.text, path);
  if (!configuration.ok) throw new UserError(...configuration.problems);
  return { ...configuration.value, sha256: file.value.sha256 };
}
