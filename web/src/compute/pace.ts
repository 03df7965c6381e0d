/** Numbers of points of a curve while something is dragged. */
const ladder = [17, 33, 65, 129, 201] as const
/** Time that a frame may take to compute [ms]: more points are worth a frame that is a little late. */
const budget = 24
/** Most points of any curve on the page. */
export const mostPoints = 401

/** Step of the ladder that the last frames suggest. */
let step = 0
/** Frames in a row that took too long. */
let slow = 0

/** Notes how long it took to compute a frame with a curve of so many points. */
export function notePace(points: number, elapsed: number): void {
  if (elapsed > budget) {
    // A machine may be busy with something else for a moment.
    slow++
    if (slow > 1 || elapsed > 3 * budget) {
      step = Math.max(0, Math.min(step, rungOf(points)) - 1)
      slow = 0
    }
    return
  }
  slow = 0
  // What a frame costs beside its curve makes this too careful, so that the next rung is tried early.
  const affordable = (points * budget) / elapsed
  const reached = ladder.findLastIndex((count) => count <= affordable)
  step = Math.max(step, reached, elapsed < budget / 2 ? Math.min(rungOf(points) + 1, ladder.length - 1) : 0)
}

function rungOf(points: number): number {
  return Math.max(
    0,
    ladder.findLastIndex((count) => count <= points),
  )
}

/** As many points as fit into a frame, all that the file asks for if they do. */
export function livePoints(asked: number): number {
  return Math.min(asked, mostPoints, ladder[step]!)
}
