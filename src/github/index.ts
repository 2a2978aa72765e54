export { readBase } from './base.ts';
export { publishCheckRun, type CheckRun } from './check-run.ts';
export { connect, type Client } from './client.ts';
export type { Published } from './published.ts';
export { readReviews, readReviewsOfCommit } from './reviews.ts';
export { publishComment } from './sticky-comment.ts';
