/** Names of the two looks of a figure: for paper and for a dark page. */
export type ThemeName = 'light' | 'dark'

export interface Theme {
  readonly background: string
  /** Text, frame and ticks. */
  readonly ink: string
  /** Rules and remarks. */
  readonly mutedInk: string
  /** Shaded intervals. */
  readonly shade: string
  /** Cells of a heat map that have no value. */
  readonly missing: string
  /** Colors of curves that are told apart by kind. */
  readonly categorical: readonly string[]
  /** Part of the sequential scheme that stands out from the background. */
  readonly sequential: readonly [number, number]
}

/**
 * Families that have the widths of Arial, so that text takes the same room wherever the figure is shown; the first is the one
 * with which PNG files are made.
 */
export const fontFamily = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif"

// Hues of Okabe and Ito, in shades that differ from each other by at least 13 (light) and 17 (dark) in CIELAB in the model of
// Machado et al. (2009) of full protanopia, deuteranopia and tritanopia, and from the background by a contrast of 2.7 or more.
const light: Theme = {
  background: '#ffffff',
  ink: '#1a1a1a',
  mutedInk: '#5f6368',
  shade: '#e9e5da',
  missing: '#e3e3e3',
  categorical: ['#0072b2', '#d55e00', '#009e73', '#8f2d7f', '#1a1a1a', '#4ba6dd'],
  sequential: [0, 0.8],
}

const dark: Theme = {
  background: '#16181d',
  ink: '#e6e6e6',
  mutedInk: '#a3a9b3',
  shade: '#2d2f36',
  missing: '#3b3e46',
  categorical: ['#3f9be6', '#f0803a', '#4fd1a5', '#f0a6dc', '#f2f2f2', '#d9c72c'],
  sequential: [0.25, 1],
}

/** Colors of a theme. */
export function themeOf(name: ThemeName): Theme {
  return name === 'light' ? light : dark
}
