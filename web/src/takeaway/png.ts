import regular from '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf?url'
import italic from '@expo-google-fonts/arimo/400Regular_Italic/Arimo_400Regular_Italic.ttf?url'
import bold from '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf?url'

const faces = [
  { address: regular, style: 'normal', weight: 400 },
  { address: italic, style: 'italic', weight: 400 },
  { address: bold, style: 'normal', weight: 700 },
] as const

/** Pixels of a picture for each of its own [px of 1/96 inch]: 384 dpi. */
const scale = 4

async function asData(address: string): Promise<string> {
  const letters = await (await fetch(address)).blob()
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(new Error('the letters could not be read'))
    reader.readAsDataURL(letters)
  })
}

let styles: Promise<string> | null = null

/** The letters of the program's figures, which few machines have. */
async function fontStyles(): Promise<string> {
  const rules = faces.map(
    async ({ address, style, weight }) =>
      `@font-face{font-family:Arimo;font-style:${style};font-weight:${weight};src:url(${await asData(address)})}`,
  )
  return `<style>${(await Promise.all(rules)).join('')}</style>`
}

/** Pixels of an SVG picture of this program; the same letters on every machine. */
export async function pngOf(svg: string): Promise<Blob> {
  styles ??= fontStyles()
  const letters = await styles.catch((error: unknown) => {
    styles = null
    throw error
  })
  const pixels = (side: 'width' | 'height'): number => {
    const millimetres = Number(new RegExp(`<svg[^>]* ${side}="([\\d.]+)mm"`).exec(svg)?.[1])
    return Math.round((scale * millimetres * 96) / 25.4)
  }
  const image = new Image()
  const whole = svg.replace(/<svg[^>]*>/, (tag) => `${tag}${letters}`)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(whole)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = pixels('width')
  canvas.height = pixels('height')
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the picture could not be made')) : resolve(blob)),
      'image/png',
    )
  })
}
