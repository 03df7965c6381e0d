import { computed, effect, signal } from '@preact/signals'
import { dataFiles, keepDataFiles } from './dataFiles.ts'
import { device, lastGoodText, openText, text } from './document.ts'
import { firstText, ownFiles } from './examples.ts'
import { fromHash, toHash } from './link.ts'

/** A message to the person, above everything else. */
export const notice = signal<{ readonly kind: 'problem' | 'done'; readonly message: string } | null>(null)
/** Whether the address holds the text as it is. */
export const linked = signal(false)

const key = 'caloritron-workbench'

interface Stored {
  readonly text: string
  /** Last text without errors. */
  readonly good: string
  /** Address that the text was written to, or came from. */
  readonly hash: string
}

function stored(storage: Storage): Stored | null {
  try {
    const value = JSON.parse(storage.getItem(key) ?? 'null') as Partial<Stored> | null
    return typeof value?.text === 'string' && typeof value.hash === 'string'
      ? { text: value.text, hash: value.hash, good: value.good ?? '' }
      : null
  } catch {
    return null
  }
}

function store(value: Stored): void {
  for (const storage of storages()) {
    try {
      storage.setItem(key, JSON.stringify(value))
    } catch {
      // Storage may be full or forbidden; the address still holds the file.
    }
  }
}

function storages(): Storage[] {
  try {
    return [sessionStorage, localStorage]
  } catch {
    return []
  }
}

/** Longest address that every browser takes. */
const longestAddress = 500_000
/** Names of the files that the device names. */
const named = computed(() => Object.keys(device.value?.files ?? {}).join())

let knownHash = ''
let writeLater: ReturnType<typeof setTimeout> | undefined

function keepText(): void {
  if (text.value !== '') store({ text: text.value, hash: knownHash, good: lastGoodText() })
}

/** The last part of the address for a text and the files that its device names; without files that are too long for one. */
export async function addressOf(written: string): Promise<string> {
  const whole = await toHash(written, ownFiles(device.peek()?.files ?? {}))
  return whole.length <= longestAddress ? whole : toHash(written)
}

async function writeHash(): Promise<void> {
  const written = text.value
  keepText()
  const hash = await addressOf(written)
  if (written !== text.value) return
  knownHash = hash
  history.replaceState(null, '', hash)
  store({ text: written, hash, good: lastGoodText() })
  linked.value = true
}

function keep(): void {
  effect(() => {
    const current = text.value
    // What the device names may come later than its text.
    void [named.value, dataFiles.value]
    if (current === '') return
    linked.value = false
    clearTimeout(writeLater)
    writeLater = setTimeout(() => void writeHash(), 300)
  })
  // A page that is left before then keeps its text all the same.
  addEventListener('pagehide', keepText)
  document.addEventListener('visibilitychange', keepText)
  addEventListener('hashchange', () => {
    if (location.hash !== knownHash) void openHash()
  })
}

async function openHash(): Promise<boolean> {
  try {
    const found = await fromHash(location.hash)
    if (found === null) return false
    knownHash = location.hash
    if (Object.keys(found.files).length > 0) keepDataFiles(found.files)
    openText(found.text)
    notice.value = null
    return true
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    notice.value = {
      kind: 'problem',
      message: `The address holds no device: ${why}. ${text.value === '' ? 'Here is what you had last, or the first example.' : 'The device shown is still the last one.'}`,
    }
    return false
  }
}

/** Whether this is the page that was here before: its address may be a step behind its text. */
function reloaded(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation?.type === 'reload'
}

/** Opens what the address holds, else what was there last, else the first example. */
export async function restore(): Promise<void> {
  const [session, local] = storages().map(stored)
  const { hash } = location
  if (hash === '' || hash === '#') {
    const last = session ?? local
    openText(last?.text ?? firstText, last?.good)
  } else if (session !== undefined && session !== null && (session.hash === hash || reloaded())) {
    // The same page again: the text may be newer than the address, or not even be a device.
    knownHash = hash
    openText(session.text, session.good)
  } else if (!(await openHash())) openText((session ?? local)?.text ?? firstText, (session ?? local)?.good)
  keep()
}
