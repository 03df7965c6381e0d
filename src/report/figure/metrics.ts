/** Sizes of a figure [px of 1/96 inch]: 9 px are 6.75 pt, legible in print at one column. */
export const metrics = {
  pixelsPerMillimetre: 96 / 25.4,
  columnWidth: 86,
  aspect: 0.72,
  title: 11,
  label: 10,
  tick: 9,
  note: 9,
  /** Smallest text that a label too long for its place is set in. */
  smallest: 6.5,
  lineWidth: 1.5,
  frameWidth: 0.75,
  tickLength: 4,
  gap: 4,
  /** Distance between the baselines of neighboring short texts. */
  row: 12,
  /** Length of the piece of line that stands for a curve in a legend. */
  sample: 18,
  colorBar: 9,
  /** Least distance between ticks [px]. */
  tickSpacing: { x: 36, y: 24 },
} as const
