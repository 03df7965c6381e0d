/** Numbers of points of a curve while something is dragged. */
const ladder = [17, 33, 65, 129, 201] as const
/** Time that a frame may take to compute [ms]: more points are worth a frame that is a little late. */
const budget = 24
/** Most points of any curve on the page. */
export const mostPoints = 401

/** Rung of the ladder that the last frames suggest. */
let rung = 0
/** Times [ms] of frames on each rung, as far as they are known. */
const times: (number | undefined)[] = []
/** Frames in a row that took too long. */
let late = 0

/** Notes how long it took to compute a frame with a curve of so many points. */
export function notePace(points: number, elapsed: number): void {
  const at = Math.max(
    0,
    ladder.findLastIndex((count) => count <= points),
  )
  if (elapsed > budget) {
    late++
    // A machine may be busy with something else for a moment.
    if (late < 2 && elapsed < 4 * budget) return
    times[at] = elapsed
    rung = Math.max(0, Math.min(rung, at) - 1)
    late = 0
    return
  }
  late = 0
  const known = times[at]
  times[at] = known === undefined ? elapsed : Math.min(elapsed, 0.7 * known + 0.3 * elapsed)
  const next = ladder[at + 1]
  if (next !== undefined && elapsed + (next - ladder[at]!) * timeOfPoint(at) <= budget) rung = Math.max(rung, at + 1)
}

/** Time that a further point takes [ms]: a frame costs something beside its curve. */
function timeOfPoint(at: number): number {
  const [time, before] = [times[at]!, at === 0 ? undefined : times[at - 1]]
  return before === undefined ? time / ladder[at]! : Math.max(0, (time - before) / (ladder[at]! - ladder[at - 1]!))
}

/** As many points as fit into a frame, all that the file asks for if they do. */
export function livePoints(asked: number): number {
  return Math.min(asked, mostPoints, ladder[rung]!)
}
