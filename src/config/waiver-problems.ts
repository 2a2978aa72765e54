import { gateNamed, loginOf } from '../gates/index.ts';
import type { Configuration, Problem } from '../model/index.ts';

/** What is wrong with waivers beyond their shape: a gate that does not exist, an owner who approves for himself. */
export function waiverProblems({ path, waivers }: Configuration): Problem[] {
  return waivers.flatMap(({ gate, owner, approver, line }): Problem[] => {
    const at = { path: path ?? '', line: line ?? undefined };
    const unknownGate: Problem = {
      code: 'unknown-gate',
      message: `The waiver names the gate "${gate}", which does not exist.`,
      at,
      hint: 'docs/gates.md lists the gates.',
    };
    const ownApproval: Problem = {
      code: 'waiver-approver',
      message: `The waiver of ${gate} is approved by its own owner, ${approver}.`,
      at,
      hint: 'Name an approver who is somebody else.',
    };
    return [
      ...(gateNamed(gate) === undefined ? [unknownGate] : []),
      ...(loginOf(owner) === loginOf(approver) ? [ownApproval] : []),
    ];
  });
}
