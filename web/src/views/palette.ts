/** Hues of Okabe and Ito, in the shades of the program's figures: safe for every common color vision. */
const palettes = {
  light: ['#0072b2', '#d55e00', '#007a58', '#8f2d7f', '#1a1a1a', '#4ba6dd'],
  dark: ['#3f9be6', '#f0803a', '#4fd1a5', '#f0a6dc', '#f2f2f2', '#d9c72c'],
} as const

export type Look = keyof typeof palettes

/** Color at a position of the palette. */
export function colorOf(color: number | 'muted', look: Look): string {
  if (color === 'muted') return look === 'dark' ? '#808a99' : '#8a929e'
  const palette = palettes[look]
  return palette[color % palette.length]!
}

/** Color that charts are drawn on: that of the panels. */
export function paperOf(look: Look): string {
  return look === 'dark' ? '#16181d' : '#ffffff'
}
