import { notice } from '../state/session.ts'

/** Gives a file to the person. */
export function download(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** Puts text on the clipboard and says so; where that is forbidden it is shown instead. */
export async function copy(text: string, what: string, remark = ''): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notice.value = { kind: 'done', message: `${what} copied. ${remark}`.trim() }
  } catch {
    notice.value = { kind: 'done', message: `The browser does not allow copying. ${what}: ${text}` }
  }
}

/** A title as the name of a file. */
export function fileName(title: string): string {
  return (
    title
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'device'
  )
}
