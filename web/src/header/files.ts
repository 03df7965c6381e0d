import { keepDataFiles } from '../state/dataFiles.ts'
import { changeText, device, readAgain, text } from '../state/document.ts'
import { notice } from '../state/session.ts'
import { download, fileName } from '../takeaway/download.ts'

const kibi = 1024
/** Longest device file, and longest table or network beside it [bytes]. */
const largest = { device: 256 * kibi, data: 2048 * kibi } as const

const isDevice = ({ name }: File): boolean => /\.(ya?ml|json)$/i.test(name)

async function textOf(file: File): Promise<string> {
  const most = isDevice(file) ? largest.device : largest.data
  if (file.size > most) {
    const what = isDevice(file) ? 'a device file' : 'a table or network'
    throw new Error(`${file.name} has ${Math.round(file.size / kibi)} KiB; ${what} has at most ${most / kibi}.`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
  } catch {
    throw new Error(`${file.name} is not a text file.`)
  }
}

/** Opens files that were chosen or dropped: a device, and the tables and networks that it names. Undo brings the last device back. */
export async function openFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  try {
    const devices = files.filter(isDevice)
    if (devices.length > 1) throw new Error('Only one device file can be open at a time.')
    // A file of any other name may hold a device, too, if it comes alone.
    const first = files[0]!
    const alone = files.length === 1 && devices.length === 0 && /^caloritron:/m.test(await textOf(first))
    const opened = alone ? first : devices[0]
    const data = files.filter((file) => file !== opened)
    const texts = await Promise.all(data.map(async (file) => [file.name, await textOf(file)] as const))
    const next = opened === undefined ? null : await textOf(opened)
    const kept = texts.length === 0 || keepDataFiles(Object.fromEntries(texts))
    if (next !== null) changeText(next)
    readAgain()
    const names = data.map(({ name }) => name).join(', ')
    const told =
      opened === undefined
        ? `${names}: a part of the device may now name ${data.length === 1 ? 'it' : 'them'}.`
        : `${opened.name} opened${names === '' ? '' : ` with ${names}`}. Undo brings back what was there.`
    notice.value = {
      kind: 'done',
      message: kept ? told : `${told} A reload loses ${names}: there is no room to keep it.`,
    }
  } catch (error) {
    notice.value = { kind: 'problem', message: error instanceof Error ? error.message : String(error) }
  }
}

/** Saves the device file, and beside it the files that it names. */
export function saveFile(): void {
  download(`${fileName(device.value?.title ?? 'device')}.yaml`, text.value, 'application/yaml')
  for (const [name, content] of Object.entries(device.value?.files ?? {}))
    download(name.replace(/^.*\//, ''), content, 'text/plain')
}
