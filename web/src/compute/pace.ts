/** Numbers of points of a curve while something is dragged. */
const ladder = [17, 33, 65, 129, 201] as const
/** Time that the curve of a frame may take [ms], of the 16 that a frame has. */
const budget = 11
/** Most points of any curve on the page. */
export const mostPoints = 401

/** Time for a point [ms] of the last curves; unknown at first. */
let pace = Number.POSITIVE_INFINITY

/** Notes how long a curve took. */
export function notePace(points: number, elapsed: number): void {
  // Towards a slower pace at once only in part: a machine may be busy with something else for a moment.
  const latest = elapsed / points
  pace = Number.isFinite(pace) ? Math.min(latest, 0.75 * pace + 0.25 * latest) : latest
}

/** As many points as fit into a frame, all that the file asks for if they do. */
export function livePoints(asked: number): number {
  const affordable = budget / pace
  const all = Math.min(asked, mostPoints)
  if (affordable >= all) return all
  return Math.min(all, ladder.findLast((points) => points <= affordable) ?? ladder[0])
}
