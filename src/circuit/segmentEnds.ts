/** The ends of a segment and how they move with the temperatures. */
export interface SegmentEnds {
  /** Lower end and length [rad/s]. */
  lower: number
  width: number
  /** Their speeds with the temperature of each island [rad/s/K]. */
  readonly lowerSpeed: Float64Array
  readonly widthSpeed: Float64Array
  /** Island that alone moves each end; -1 for an end at rest. */
  lowerIsland: number
  upperIsland: number
}

/** Ends of a segment, to be filled. */
export function createSegmentEnds(islands: number): SegmentEnds {
  return {
    lower: 0,
    width: 0,
    lowerSpeed: new Float64Array(islands),
    widthSpeed: new Float64Array(islands),
    lowerIsland: -1,
    upperIsland: -1,
  }
}
