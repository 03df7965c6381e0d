/** What an axis measures and over which range. Labels may use the markup of `parseMarkup`: `*T*_{D}`. */
export interface AxisSpec {
  readonly label: string
  /** Unit of the numbers as they are, already with its prefix: `mK`, `W m^-3 K^-5`. */
  readonly unit?: string
  /** Default: linear. */
  readonly scale?: 'linear' | 'log'
  /** First and last value; by default what the data need. */
  readonly domain?: readonly [number, number]
}

export interface SeriesStyle {
  /** CSS color, or the position in the palette of the theme; by default the position of the series. */
  readonly color?: string | number
  /** Default: solid. */
  readonly dash?: 'solid' | 'dashed' | 'dotted' | 'dash-dotted'
  /** Width of the line [px of 1/96 inch], default 1.5. */
  readonly width?: number
  /** Default: `line`. */
  readonly draw?: 'line' | 'points' | 'both'
}

/**
 * A curve. Where `status` is neither `converged` nor `roundoff-limited` the point is drawn hollow (on the lower edge if y is NaN)
 * and the line breaks.
 */
export interface SeriesSpec {
  readonly label?: string
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly status?: readonly string[]
  readonly style?: SeriesStyle
}

/** An interval of one axis that is shaded over the whole panel, such as one of negative differential conductance. */
export interface ShadedInterval {
  readonly axis: 'x' | 'y'
  readonly from: number
  readonly to: number
  readonly label?: string
}

/** A dashed line at one value of an axis. */
export interface RuleSpec {
  readonly axis: 'x' | 'y'
  readonly value: number
  readonly label?: string
}

/** A point that is pointed out. */
export interface MarkerSpec {
  readonly x: number
  readonly y: number
  readonly label?: string
}

/** A quantity over two axes as colored cells; NaN cells are crossed out. */
export interface HeatMapSpec {
  /** Centers of the columns, rising or falling. */
  readonly x: ArrayLike<number>
  /** Centers of the rows. */
  readonly y: ArrayLike<number>
  /** Values, row by row: `z[row * x.length + column]`. */
  readonly z: ArrayLike<number>
  readonly label: string
  readonly unit?: string
  readonly scale?: 'linear' | 'log'
  readonly domain?: readonly [number, number]
}

/** One pair of axes with what is drawn between them. */
export interface PanelSpec {
  readonly title?: string
  /** Mark of the panel as the text of a paper refers to it: `a`. */
  readonly letter?: string
  readonly x: AxisSpec
  readonly y: AxisSpec
  readonly series?: readonly SeriesSpec[]
  readonly heatMap?: HeatMapSpec
  readonly shaded?: readonly ShadedInterval[]
  readonly rules?: readonly RuleSpec[]
  readonly markers?: readonly MarkerSpec[]
  /**
   * How curves are named: beside their ends (`direct`), in a free corner (`inside`), in rows above the panel (`above`).
   * Default: the first of these that is legible.
   */
  readonly legend?: 'direct' | 'inside' | 'above' | 'none'
  /** What the labels of the legend are values of. */
  readonly legendTitle?: string
  /** Colors of the curves: told apart by kind, or graded for a family over a parameter. Default: categorical. */
  readonly palette?: 'categorical' | 'sequential'
}

/** A figure as plain data. */
export interface FigureSpec {
  readonly title?: string
  /** What there is to see, for those who cannot see it. */
  readonly description?: string
  readonly panels: readonly PanelSpec[]
  /** Panels side by side, default 1. */
  readonly columns?: number
  /** Width of the whole figure [mm], default 86 (one column of a journal) for each of the columns. */
  readonly width?: number
  /** Height of one panel with its axes [mm], default 0.72 of its width. */
  readonly panelHeight?: number
}
