/** Beginning of the part of an address that holds a device file. */
const prefix = '#d='
/** Between that and the files that it names. */
const between = '&f='
/** Most that is read from an address [bytes], as long as a table beside a device file may be. */
const longest = 2_097_152

async function through(bytes: Uint8Array, stream: TransformStream<BufferSource, Uint8Array>): Promise<Uint8Array> {
  // Not by way of a Blob: the browser's other process is asked to make one, and the page stands still until it answers.
  const writer = stream.writable.getWriter()
  for (const written of [writer.write(bytes as BufferSource), writer.close()]) written.catch(() => undefined)
  const reader = stream.readable.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    // A few bytes can unfold to any length.
    if (size > longest) {
      await reader.cancel()
      throw new Error('it unfolds to more than 2 MiB, which no device file does')
    }
    parts.push(value)
  }
  const whole = new Uint8Array(size)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

async function packed(text: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw') as never)
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** A device file, and the files that it names, as the last part of an address: compressed, in letters that need no escape. */
export async function toHash(text: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const whole = prefix + (await packed(text))
  if (Object.keys(files).length === 0) return whole
  return `${whole}${between}${await packed(JSON.stringify(files))}`
}

/** What an address holds. */
export interface Linked {
  readonly text: string
  readonly files: Readonly<Record<string, string>>
}

/**
 * The device file in an address, and the files that it names; null if there is none.
 *
 * @throws Error that says in words what is wrong with the address
 */
export async function fromHash(hash: string): Promise<Linked | null> {
  if (hash === '' || hash === '#') return null
  if (!hash.startsWith(prefix))
    throw new Error(`it should begin with "${prefix}", but begins with "${hash.slice(0, 12)}"`)
  const [letters = '', others] = hash.slice(prefix.length).split(between)
  const text = await unpacked(letters)
  if (others === undefined) return { text, files: {} }
  const files: unknown = JSON.parse(await unpacked(others))
  const isTexts = (value: unknown): value is Record<string, string> =>
    typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string')
  if (!isTexts(files)) throw new Error('it is damaged or cut off')
  return { text, files }
}

async function unpacked(letters: string): Promise<string> {
  const strange = /[^A-Za-z0-9_-]/.exec(letters)?.[0]
  if (strange !== undefined)
    throw new Error(`it has the character "${decodeURIComponentSafely(strange)}", which no such link has`)
  let bytes: Uint8Array
  try {
    bytes = Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
  } catch {
    throw new Error('letters are missing at its end')
  }
  try {
    const text = await through(bytes, new DecompressionStream('deflate-raw') as never)
    return new TextDecoder('utf-8', { fatal: true }).decode(text)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('it unfolds')) throw error
    throw new Error('it is damaged or cut off')
  }
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
