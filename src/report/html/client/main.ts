import { fleetOfPage } from './data.ts';
import { startFleet } from './fleet.ts';
import { openForPrint } from './print.ts';

/**
 * The page's own program, bundled into `client-bundle.ts` by `npm run generate`. Without it the page says the same, but can't
 * search, sort, and open components one at a time.
 */
const fleet = fleetOfPage();
if (fleet !== null) startFleet(fleet);
openForPrint();
