import type { createRequire } from 'node:module'

const fonts = [
  '400Regular/Arimo_400Regular.ttf',
  '400Regular_Italic/Arimo_400Regular_Italic.ttf',
  '700Bold/Arimo_700Bold.ttf',
] as const

/** How a figure becomes pixels. */
export interface PngOptions {
  /** Pixels for each pixel of 1/96 inch of the figure, default 4 (384 dpi). */
  readonly scale?: number
}

/**
 * Turns an SVG figure into a PNG picture.
 *
 * The letters are those of a font that comes with the program, whatever fonts the machine has: the same figure gives the same
 * picture everywhere. Runs in Node only; the drawing library is loaded at the first call.
 *
 * @param svg text of an SVG file, as `renderSvg` writes it
 * @param options scale, > 0
 * @returns the bytes of a PNG file
 * @throws Error outside Node, if the scale is not positive, or if the text is not SVG
 * @example
 * const png = await svgToPng(await renderSvg(spec))
 */
export async function svgToPng(svg: string, options: PngOptions = {}): Promise<Uint8Array> {
  const scale = options.scale ?? 4
  if (!(scale > 0 && Number.isFinite(scale))) throw new Error(`svgToPng: scale must be a number > 0, got ${scale}`)
  const load = nodeRequire()
  const { renderAsync } = load('@resvg/resvg-js') as typeof import('@resvg/resvg-js')
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: fonts.map((file) => load.resolve(`@expo-google-fonts/arimo/${file}`)),
      defaultFontFamily: 'Arimo',
      sansSerifFamily: 'Arimo',
    },
  })
  return Uint8Array.from(image.asPng())
}

/** `require` of this module, found at run time so that a bundler for the browser has nothing to resolve. */
function nodeRequire(): NodeJS.Require {
  const builtin = (globalThis.process as { getBuiltinModule?: (name: string) => unknown } | undefined)?.getBuiltinModule
  if (builtin === undefined) {
    throw new Error('svgToPng: works in Node only; in a browser draw the SVG on a canvas and save that')
  }
  const module = builtin('node:module') as { createRequire: typeof createRequire }
  return module.createRequire(import.meta.url)
}
