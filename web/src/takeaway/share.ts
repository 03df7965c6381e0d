import { device, lastGoodText, text } from '../state/document.ts'
import { drive } from '../state/drive.ts'
import { addressOf } from '../state/session.ts'
import { copy, fileName } from './download.ts'
import { asCommand, asTypeScript, citation } from './words.ts'

/** Copies the address that holds the file as it is. */
export async function copyLink(): Promise<void> {
  const address = new URL(await addressOf(text.value), location.href).href
  const left = Object.keys(device.value?.files ?? {}).length > 0 && !address.includes('&f=')
  await copy(address, 'Link', left ? 'It holds the device file alone, not the files beside it.' : '')
}

export async function copyCommand(): Promise<void> {
  const current = device.value
  if (current === null) return
  const file = `${fileName(current.title)}.yaml`
  const beside = Object.keys(current.files)
  const files = beside.length === 0 ? file : `${file} and, beside it, ${beside.join(', ')}`
  await copy(asCommand(file, current, drive.value), 'Command', `It reads ${files}, which Save gives you.`)
}

export async function copyProgram(): Promise<void> {
  const current = device.value
  if (current !== null) await copy(asTypeScript(lastGoodText(), current, drive.value), 'Program')
}

export async function copyCitation(): Promise<void> {
  const current = device.value
  if (current !== null) await copy(citation(current), 'Citation')
}
