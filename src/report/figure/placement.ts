/** A point on the page [px]. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A rectangle on the page [px]. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * Positions nearest to the wanted ones (least squares) that keep a distance and stay within bounds.
 *
 * @param wanted wanted positions in any order
 * @returns positions in the order of `wanted`; they leave the bounds only if these are too narrow for all
 */
export function spread(wanted: readonly number[], distance: number, low: number, high: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a] - wanted[b] || a - b)
  // With the distances taken off, keeping a distance means keeping the order: isotonic regression by pooling.
  const blocks: { sum: number; count: number }[] = []
  order.forEach((index, rank) => {
    blocks.push({ sum: wanted[index] - rank * distance, count: 1 })
    while (blocks.length > 1) {
      const [before, last] = blocks.slice(-2)
      if (before.sum / before.count <= last.sum / last.count) break
      blocks.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count })
    }
  })
  const ceiling = high - (wanted.length - 1) * distance
  const means = blocks.flatMap(({ sum, count }) => Array<number>(count).fill(sum / count))
  const result = Array<number>(wanted.length).fill(0)
  order.forEach((index, rank) => {
    result[index] = Math.max(low, Math.min(ceiling, means[rank])) + rank * distance
  })
  return result
}

/** Points along lines, close enough that no text fits between two of them. */
export function sampled(lines: readonly (readonly Point[])[], step: number): Point[] {
  const points: Point[] = []
  for (const line of lines) {
    line.forEach((point, index) => {
      if (!isPlaced(point)) return
      points.push(point)
      const next = line[index + 1]
      if (next === undefined || !isPlaced(next)) return
      const pieces = Math.min(1000, Math.floor(Math.hypot(next.x - point.x, next.y - point.y) / step))
      for (let k = 1; k < pieces; k++) {
        const share = k / pieces
        points.push({ x: point.x + share * (next.x - point.x), y: point.y + share * (next.y - point.y) })
      }
    })
  }
  return points
}

/** Number of points within a box that is widened by a margin. */
export function hits(box: Box, points: readonly Point[], margin: number): number {
  return points.filter(
    ({ x, y }) => x > box.left - margin && x < box.right + margin && y > box.top - margin && y < box.bottom + margin,
  ).length
}

/** Whether two boxes share any area. */
export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** The first of the candidates that no point and no taken box touches. */
export function freeBox(
  candidates: readonly Box[],
  points: readonly Point[],
  taken: readonly Box[],
  margin: number,
): Box | undefined {
  return candidates.find(
    (candidate) => hits(candidate, points, margin) === 0 && !taken.some((other) => overlap(candidate, other)),
  )
}

/** Places for a box of a given size in a frame: corners first, then the middles of the sides. */
export function anchoredBoxes(width: number, height: number, frame: Box, inset: number): Box[] {
  const lefts = [frame.right - inset - width, frame.left + inset, (frame.left + frame.right - width) / 2]
  const tops = [frame.top + inset, frame.bottom - inset - height, (frame.top + frame.bottom - height) / 2]
  const pairs = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
    [2, 0],
    [2, 1],
    [0, 2],
    [1, 2],
  ]
  return pairs
    .map(([column, row]) => ({ left: lefts[column], top: tops[row] }))
    .map(({ left, top }) => ({ left, top, right: left + width, bottom: top + height }))
    .filter(
      ({ left, top, right, bottom }) =>
        left >= frame.left && top >= frame.top && right <= frame.right && bottom <= frame.bottom,
    )
}

function isPlaced({ x, y }: Point): boolean {
  return Number.isFinite(x) && Number.isFinite(y)
}
