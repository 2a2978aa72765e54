/** The ids by which the page's own program finds its data and its place. */

/** All components at a glance, a packed `FleetData`; absent where the report has but one. */
export const FLEET_DATA = 'fleet-data';

/** Beginning of the ids of what is known of the components: packed `DetailData[]`, `DETAILS_TOGETHER` components each. */
export const DETAILS_DATA = 'details-data-';
export const DETAILS_TOGETHER = 50;

/** Where the list of components is rendered. */
export const FLEET_ROOT = 'fleet';

/** The search box. */
export const SEARCH = 'search';

/** The component over the list, and its title. */
export const DIALOG = 'component';
export const DIALOG_TITLE = 'component-title';
