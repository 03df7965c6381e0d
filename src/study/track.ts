/** The points of a row that were solved last, and what they let expect at the next. */
export class Track {
  private readonly values = new Float64Array(4)
  private readonly points: Float64Array[] = []
  /** First point of this row, or of the one before as long as there is none. */
  private rowStart: Float64Array | null = null
  private guess: Float64Array = new Float64Array(0)

  /** The next point is the first of a row. */
  startRow(): void {
    this.points.length = 0
  }

  /**
   * @param value Value of the last axis.
   * @param temperatures Temperatures of the free islands there [K]; kept, not copied.
   */
  add(value: number, temperatures: Float64Array): void {
    const { values, points } = this
    if (points.length === values.length) {
      values.copyWithin(0, 1)
      points.shift()
    }
    if (points.length === 0) this.rowStart = temperatures
    values[points.length] = value
    points.push(temperatures)
  }

  /**
   * The polynomial through the last points, unless it leaves their neighbourhood; at the first point of a row the first one of
   * the row before.
   *
   * @returns Temperatures [K], valid until the next call; null at the very first point.
   */
  expect(value: number): Float64Array | null {
    const { values, points } = this
    const last = points.length - 1
    if (last < 0) return this.rowStart
    const newest = points[last]!
    if (this.guess.length !== newest.length) this.guess = new Float64Array(newest.length)
    const { guess } = this
    guess.set(newest)
    for (let i = 0; i <= last; i++) for (let j = 0; j < i; j++) if (values[i] === values[j]) return guess
    if (last === 0) return guess
    for (let k = 0; k < guess.length; k++) {
      let sum = 0
      for (let i = 0; i <= last; i++) {
        let term = points[i]![k]!
        for (let j = 0; j <= last; j++) if (j !== i) term *= (value - values[j]!) / (values[i]! - values[j]!)
        sum += term
      }
      const change = Math.abs(newest[k]! - points[last - 1]![k]!)
      // Behind a kink or a jump a polynomial says nothing.
      if (sum > 0 && Math.abs(sum - newest[k]!) <= 2 * change) guess[k] = sum
    }
    return guess
  }
}
