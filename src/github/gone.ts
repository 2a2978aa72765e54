/** GitHub's name for an author whose account is gone. */
export const GHOST = 'ghost';

/** Stands for a commit that GitHub no longer knows: a review of it is of no current head. */
export const NO_COMMIT = '0'.repeat(40);
