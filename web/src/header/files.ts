import { changeText, device, text } from '../state/document.ts'
import { notice } from '../state/session.ts'
import { download, fileName } from '../takeaway/download.ts'

const largest = 262_144

/** Opens a file that was chosen or dropped; undo brings the last one back. */
export async function openFile(file: File): Promise<void> {
  if (file.size > largest) {
    notice.value = {
      kind: 'problem',
      message: `${file.name} has ${Math.round(file.size / 1024)} KiB; a device file has at most 256.`,
    }
    return
  }
  try {
    const content = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    changeText(content)
    notice.value = { kind: 'done', message: `${file.name} opened. Undo brings back what was there.` }
  } catch {
    notice.value = { kind: 'problem', message: `${file.name} is not a text file.` }
  }
}

export function saveFile(): void {
  download(`${fileName(device.value?.title ?? 'device')}.yaml`, text.value, 'application/yaml')
}
