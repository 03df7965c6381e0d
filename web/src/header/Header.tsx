import { useEffect, useRef } from 'preact/hooks'
import { canRedo, canUndo, device, redo, undo } from '../state/document.ts'
import { examplesOpen } from '../state/selection.ts'
import { notice } from '../state/session.ts'
import { type ThemeChoice, themeChoice } from '../state/theme.ts'
import { later } from '../ui/Later.tsx'
import { Menu } from '../ui/Menu.tsx'

const ExamplesDialog = later(
  () => import('../examples/ExamplesDialog.tsx').then((part) => part.ExamplesDialog),
  'when-shown',
)

type Share = typeof import('../takeaway/share.ts')
type Files = typeof import('./files.ts')

/** What comes when it is asked for; a failure is told. */
function eventually(task: Promise<void>): void {
  task.catch((error: unknown) => {
    notice.value = { kind: 'problem', message: error instanceof Error ? error.message : String(error) }
  })
}

const share = (what: keyof Share) => (): void => eventually(import('../takeaway/share.ts').then((part) => part[what]()))
const withFiles = (task: (part: Files) => void | Promise<void>): void => eventually(import('./files.ts').then(task))
const saveFile = (): void => withFiles((part) => part.saveFile())
const openFiles = (files: FileList | null | undefined): void => {
  // The list is empty once the event is over.
  const chosen = [...(files ?? [])]
  withFiles((part) => part.openFiles(chosen))
}

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark']

/** Name of the device, and everything that concerns the file as a whole. */
export function Header() {
  const input = useRef<HTMLInputElement>(null)
  const wasOpen = useRef(false)
  if (examplesOpen.value) wasOpen.current = true
  useShortcuts()
  useDrop()
  const current = device.value
  const next = themes[(themes.indexOf(themeChoice.value) + 1) % themes.length]!
  return (
    <header class="top">
      <button type="button" class="skip" onClick={() => document.querySelector<HTMLElement>('#operating')?.focus()}>
        Skip to the operating curve
      </button>
      <div class="brand">
        <svg viewBox="0 0 32 20" width="32" height="20" aria-hidden="true">
          <path
            d="M2 17C7 1 12 3 15 9s8 5 15-6"
            fill="none"
            stroke="currentColor"
            stroke-width="3"
            stroke-linecap="round"
          />
        </svg>
        <span>Caloritron</span>
      </div>
      <h1 title={current?.description ?? undefined}>
        {current?.title ?? 'No device'}
        {current?.reference !== null && current?.reference !== undefined && /^https?:\/\//.test(current.reference) && (
          <a href={current.reference} target="_blank" rel="noreferrer">
            source
          </a>
        )}
      </h1>
      <nav aria-label="File">
        <button
          type="button"
          class="quiet"
          disabled={!canUndo.value}
          onClick={undo}
          title="Undo (Ctrl+Z)"
          aria-label="Undo"
        >
          ↶
        </button>
        <button
          type="button"
          class="quiet"
          disabled={!canRedo.value}
          onClick={redo}
          title="Redo (Ctrl+Shift+Z)"
          aria-label="Redo"
        >
          ↷
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => {
            examplesOpen.value = true
          }}
        >
          Examples
        </button>
        <input
          ref={input}
          type="file"
          accept=".yaml,.yml,.json,.csv,.txt,.s1p,.s2p,.s3p,.s4p"
          multiple
          class="sr"
          tabIndex={-1}
          aria-label="Device file to open"
          onChange={(event) => {
            openFiles(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
        <button type="button" class="quiet" onClick={() => input.current?.click()}>
          Open
        </button>
        <button type="button" class="quiet" onClick={saveFile} title="Save the device file">
          Save
        </button>
        <Menu
          title="Share"
          items={[
            { title: 'Copy link', hint: 'the address is the file', run: share('copyLink') },
            { title: 'Copy as command', run: share('copyCommand') },
            { title: 'Copy as TypeScript', run: share('copyProgram') },
            { title: 'Copy citation', run: share('copyCitation') },
          ]}
        />
        <button
          type="button"
          class="quiet theme"
          aria-label={`Theme: ${themeChoice.value}; change to ${next}`}
          title={`Theme: ${themeChoice.value}`}
          onClick={() => {
            themeChoice.value = next
          }}
        >
          {{ system: '◐', light: '○', dark: '●' }[themeChoice.value]}
        </button>
      </nav>
      {wasOpen.current && <ExamplesDialog />}
    </header>
  )
}

function useShortcuts(): void {
  useEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey)) return
      const key = event.key.toLowerCase()
      // The editor and the fields have an undo of their own.
      const typing = event.target instanceof Element && event.target.closest('.cm-editor, input[type=text]') !== null
      if (key === 's') saveFile()
      else if (typing) return
      else if (key === 'z' && event.shiftKey) redo()
      else if (key === 'z') undo()
      else if (key === 'y') redo()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', keys)
    return () => removeEventListener('keydown', keys)
  }, [])
}

function useDrop(): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent): void => {
      if ((event.dataTransfer?.files.length ?? 0) === 0) return
      event.preventDefault()
      openFiles(event.dataTransfer?.files)
    }
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
    }
  }, [])
}
