import type { PartProblem } from './part.js'

/** A remark if the two ends of an element are one and the same reservoir. */
export function differentEnds(field: string, one: string, other: string): PartProblem[] {
  if (one !== other) return []
  return [{ field, message: `must be another reservoir than ${one}, which is the other end; give two different ones` }]
}
