/** A curve of a chart; `NaN` is a gap. */
export interface ChartSeries {
  readonly label: string
  readonly y: ArrayLike<number>
  /** Position in the palette, or `muted`. */
  readonly color: number | 'muted'
  readonly dash?: readonly number[]
  readonly width?: number
  readonly fill?: boolean
}

export interface ChartAxis {
  readonly label: string
  /** Unit of the numbers as they are. */
  readonly unit: string
  readonly log?: boolean
  readonly domain?: readonly [number, number]
}

/** An interval that is shaded, with what is written on it. */
export interface ChartBand {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
  /** Ends that are written at their points. */
  readonly ends?: readonly { readonly x: number; readonly y: number; readonly text: string }[]
}

/** Part of a branch of steady states beside the curve; it may turn round. */
export interface ChartBranch {
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly color: number
  readonly stable: boolean
}

/** A chart as data. */
export interface ChartSpec {
  readonly x: ChartAxis & { readonly values: ArrayLike<number> }
  readonly y: ChartAxis
  readonly series: readonly ChartSeries[]
  readonly height: number
  readonly bands?: readonly ChartBand[]
  readonly branches?: readonly ChartBranch[]
  /** A vertical line, and dots where curves pass it. */
  readonly cursor?: { readonly x: number; readonly dots?: readonly { readonly y: number; readonly color: number }[] }
  /** Values of x whose points did not converge. */
  readonly hollow?: readonly number[]
  /** Told the value of x under a pressed pointer. */
  readonly onPick?: (x: number) => void
}
