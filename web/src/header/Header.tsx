import { useEffect, useRef } from 'preact/hooks'
import { ExamplesDialog, examplesOpen } from '../examples/ExamplesDialog.tsx'
import { canRedo, canUndo, device, redo, text, undo } from '../state/document.ts'
import { drive } from '../state/drive.ts'
import { toHash } from '../state/link.ts'
import { type ThemeChoice, themeChoice } from '../state/theme.ts'
import { copy, fileName } from '../takeaway/download.ts'
import { asCommand, asTypeScript, citation } from '../takeaway/words.ts'
import { Menu } from '../ui/Menu.tsx'
import { openFile, saveFile } from './files.ts'

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark']

/** Name of the device, and everything that concerns the file as a whole. */
export function Header() {
  const input = useRef<HTMLInputElement>(null)
  useShortcuts()
  useDrop()
  const current = device.value
  const file = `${fileName(current?.title ?? 'device')}.yaml`
  const next = themes[(themes.indexOf(themeChoice.value) + 1) % themes.length]!
  const link = async (): Promise<void> => copy(new URL(await toHash(text.value), location.href).href, 'Link')
  return (
    <header class="top">
      <a class="skip" href="#operating">
        Skip to the operating curve
      </a>
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
          accept=".yaml,.yml,.json"
          class="sr"
          tabIndex={-1}
          aria-label="Device file to open"
          onChange={(event) => {
            const [chosen] = event.currentTarget.files ?? []
            event.currentTarget.value = ''
            if (chosen !== undefined) void openFile(chosen)
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
            { title: 'Copy link', hint: 'the address is the file', run: link },
            { title: 'Copy as command', run: () => copy(asCommand(file, drive.value), 'Command') },
            { title: 'Copy as TypeScript', run: () => copy(asTypeScript(text.value, drive.value), 'Program') },
            ...(current === null ? [] : [{ title: 'Copy citation', run: () => copy(citation(current), 'Citation') }]),
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
      <ExamplesDialog />
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
      const [file] = event.dataTransfer?.files ?? []
      if (file === undefined) return
      event.preventDefault()
      void openFile(file)
    }
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
    }
  }, [])
}
