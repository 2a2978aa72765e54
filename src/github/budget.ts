/** What a run may spend on failing requests, in milliseconds: the attempts that failed and the waits for another. */
export interface RetryBudget {
  /** Takes a wait out of the budget; `false`, and nothing taken, when it is longer than what is left. */
  take(wait: number): boolean;
  /** Charges time that is gone already, whatever is left. */
  charge(elapsed: number): void;
}

/** A budget that all requests of a client share: no run gets longer by more, however many of them fail. */
export function retryBudget(total: number): RetryBudget {
  let left = total;
  return {
    take: (wait) => {
      if (wait > left) return false;
      left -= wait;
      return true;
    },
    charge: (elapsed) => {
      left -= elapsed;
    },
  };
}
