import type * as Plot from '@observablehq/plot'
import type { Curve } from './curves.js'
import type { PanelSpec, SeriesStyle } from './spec.js'
import type { Theme } from './theme.js'

const dashes = { solid: undefined, dashed: '5,3', dotted: '1.5,2.5', 'dash-dotted': '6,2.5,1.5,2.5' } as const

/** Dash pattern of a curve, undefined for a solid one. */
export function dashOf(style: SeriesStyle): string | undefined {
  return dashes[style.dash ?? 'solid']
}

/**
 * Color of each curve of a panel: its own, or one of the palette. A sequential palette is used if asked for, and where there are
 * more curves than colors that can be told apart.
 *
 * @param ramp sequential color scheme over 0 to 1
 */
export function curveColors(
  panel: PanelSpec,
  curves: readonly Curve[],
  theme: Theme,
  ramp: (share: number) => string,
): string[] {
  const wanted = curves.map(({ spec, index }) => spec.style?.color ?? index)
  const count = wanted.reduce<number>(
    (most, color) => (typeof color === 'number' ? Math.max(most, color + 1) : most),
    0,
  )
  const sequential = panel.palette === 'sequential' || count > theme.categorical.length
  const [from, to] = theme.sequential
  const graded = (position: number): string => ramp(from + (to - from) * (position / Math.max(1, count - 1)))
  return wanted.map((color) => {
    if (typeof color === 'string') return color
    return sequential ? graded(color) : theme.categorical[color % theme.categorical.length]
  })
}

/** Color scheme over 0 to 1, dark to bright or, diverging, with a pale middle. */
export function colorRamp(library: typeof Plot, diverging: boolean): (share: number) => string {
  const scheme = diverging ? 'PuOr' : 'viridis'
  const scale = library.scale({ color: { type: 'linear', domain: [0, 1], scheme } })
  return (share) => scale.apply(share) as string
}
