import { actionYml } from './action-yml.ts';
import { clientBundle, clientBundlePath } from './client-bundle.ts';
import { gatePages } from './gate-pages.ts';
import { gatePath, gateYml } from './gate-yml.ts';
import { jsonSchemas } from './json-schemas.ts';
import { filledTables } from './tables.ts';

export { undocumentedCodes } from './troubleshooting.ts';

/** Every generated file but the lists of plug-ins, which have to be there when this is loaded: path → text. */
export async function generatedFiles(): Promise<Map<string, string>> {
  return new Map([
    ['action.yml', actionYml()],
    [clientBundlePath, await clientBundle()],
    [gatePath, gateYml()],
    ...filledTables(),
    ...gatePages(),
    ...jsonSchemas(),
  ]);
}
